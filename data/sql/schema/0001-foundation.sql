-- The foundation: people, partners, deals, documents, processes, and the
-- bookkeeping (operations, history, change log) that every table shares.
--
-- Everything lives in the schema "kontor" and belongs to the NOLOGIN role
-- kontor_owner.  People's roles get SELECT only; they write through the
-- functions of data/sql/code.
--
-- Every entity table has: id (UUIDv7 made by the writer), version (counted up
-- by trigger on each update), created_at, created_by, changed_at, changed_by
-- (filled by trigger).  Tables of clients' data also carry manager_id and
-- team_id, because a policy that has to ask the parent costs fifty times more.




-- Two normal forms of a name -------------------------------------------------

-- In all three a name of plain ASCII, as most are, goes the short way: these run
-- for every row that is written.

-- What is searched: lower case, letters without marks, single blanks.
create function kontor.fold(value text) returns text
  language sql immutable strict parallel safe
  set search_path = pg_catalog, pg_temp
as $$
  select trim(regexp_replace(
    case when octet_length(value) = char_length(value) then lower(replace(value, 'I', 'i')) else
    replace(replace(replace(
      translate(lower(translate(value, 'İI', 'ii')),
        'àáâãäåçèéêëìíîïñòóôõöøùúûüýÿāăąćĉċčďđēĕėęěĝğġģĥħĩīĭįıĵķĸĺļľłńņňŋōŏőŕŗřśŝşšţťŧũūŭůűųŵŷźżžșțǎǐǒǔё',
        'aaaaaaceeeeiiiinoooooouuuuyyaaaccccddeeeeegggghhiiiiijkkllllnnnnooorrrsssstttuuuuuuwyzzzstaiouе'),
      'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe') end,
    '\s+', ' ', 'g'))
$$;

-- What is sorted by, in "C".  A letter with a mark that is a letter of its own
-- in Bosnian or Turkish follows its base letter ("c~" sorts after "cz" and
-- before "d"); the dotless i precedes i; ё is е, and follows it among equals.
create function kontor.collation_key(value text) returns text
  language sql immutable strict parallel safe
  set search_path = pg_catalog, pg_temp
as $$
  select trim(case when octet_length(value) = char_length(value) then lower(replace(value, 'I', 'i')) else
    replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(
      translate(lower(replace(replace(value, 'İ', 'i'), 'I', 'i')),
        'àáâãäåèéêëìíîïñòóôõøùúûýÿāăąĉċďēĕėęěĝġģĥħĩīĭįĵķĸĺļľłńņňŋōŏőŕŗřśŝţťŧũūŭůűųŵŷźżșțǎǐǒǔ',
        'aaaaaaeeeeiiiinooooouuuyyaaaccdeeeeeggghhiiiijkkllllnnnnooorrrsstttuuuuuuwyzzstaiou'),
      'č', 'c~'), 'ć', 'c~~'), 'ç', 'c~~~'), 'đ', 'd~'), 'ğ', 'g~'), 'ı', 'h~'),
      'ö', 'o~'), 'š', 's~'), 'ş', 's~~'), 'ü', 'u~'), 'ž', 'z~'), 'ё', 'е'),
      'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe')
    || case when value ~ '[ёЁ]' then E'\x01' else '' end end)
$$;

-- What duplicates are found by: Cyrillic in Latin letters, spellings of one sound
-- made one, legal forms ("GmbH", "d.o.o.", "ООО", "A.Ş.") gone.
create function kontor.match_key(value text) returns text
  language sql immutable strict parallel safe
  set search_path = pg_catalog, pg_temp
as $$
  select translate(regexp_replace(array_to_string(array(
    select word from unnest(string_to_array(regexp_replace(
      replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(
        case when strpos(latin, '.') > 0 then regexp_replace(latin, '\m(\w)\.', '\1', 'g') else latin end,
      'đ', 'd'), 'sch', 's'), 'sh', 's'), 'ch', 'c'), 'zh', 'z'), 'kh', 'h'), 'ph', 'f'), 'dj', 'd'),
      'yu', 'u'), 'ya', 'a'), 'ie', 'i'), 'x', 'ks'), 'ck', 'k'), 'y', 'i'),
      '[^[:alnum:]]+', ' ', 'g'), ' ')) word
    where word <> all ('{"",gmbh,mbh,ag,kg,kgaa,ohg,ug,ev,doo,jdoo,dd,ad,szr,str,obrt,ooo,zao,oao,pao,ao,ip,tov,ltd,limited,llc,llp,lp,inc,incorporated,corp,corporation,co,company,sa,spa,srl,sarl,sas,sro,as,sti,san,tic,ve,plc,bv,nv,oi,oij,ab,aps,pte,pti,kft,zrt,bt,jsc,pjsc,kk,the,and,und,i,et}'::text[])), ' '),
    '([[:alnum:]])\1', '\1', 'g'), 'zcqw', 'skkv')
  from (select case when octet_length(name) = char_length(name) then name else replace(replace(replace(replace(replace(replace(replace(replace(replace(
          translate(name,
            'абвгдезийклмнопрстуфцыэђјћџқғұүөіїєґъь', 'abvgdezijklmnoprstufcieđjćđkguuoiieg'),
          'ж', 'z'), 'х', 'h'), 'ч', 'c'), 'ш', 's'), 'щ', 's'), 'ю', 'u'), 'я', 'a'), 'љ', 'l'), 'њ', 'n') end as latin
        from (select kontor.fold(left(value, 500)) as name offset 0) folded offset 0) as latinised
$$;

-- The digits that make two spellings of a phone number the same one.
create function kontor.phone_key(value text) returns text
  language sql immutable strict parallel safe
  set search_path = pg_catalog, pg_temp
as $$ select nullif(right(regexp_replace(value, '[^0-9]', '', 'g'), 8), '') $$;

-- Bookkeeping ----------------------------------------------------------------

-- What the server knows of each entity beyond the catalogue.
create table kontor.entity (
  name           text primary key,
  title_column   text not null,
  -- The column that names the employee the row belongs to; null: everybody
  -- who is signed in may read it (directories).
  owner_column   text,
  -- A child takes manager_id and team_id from this parent.
  parent_entity  text,
  parent_column  text,
  -- Who may write: 'own' those who see the row, 'administrator' only
  -- administrators, 'nobody' only the functions of the server.
  writing        text not null default 'own'
                 check (writing in ('own', 'administrator', 'nobody'))
);

create table kontor.schema_meta (
  only_row        boolean primary key default true check (only_row),
  version         integer not null,
  minimum_client  integer not null,
  -- Grows when an old primary must not be used again.
  epoch           integer not null default 1
);

-- What kontor-admin has applied: each step of data/sql/schema once, the files of
-- data/sql/code whenever one of them changed.
create table kontor.schema_step (
  number      integer primary key,
  name        text not null,
  checksum    text not null,
  applied_at  timestamptz not null default clock_timestamp()
);
create table kontor.code_file (
  name        text primary key,
  checksum    text not null,
  applied_at  timestamptz not null default clock_timestamp()
);

create table kontor.operation (
  id          uuid primary key,
  at          timestamptz not null default clock_timestamp(),
  author_id   uuid,
  kind        text not null,
  title       text,
  answer      jsonb,
  undone_by   uuid references kontor.operation
);
create index operation_author on kontor.operation (author_id, at desc);

create table kontor.history (
  seq        bigint generated always as identity primary key,
  operation  uuid,
  at         timestamptz not null default clock_timestamp(),
  author_id  uuid,
  entity     text not null,
  id         uuid not null,
  version    bigint not null,
  action     text not null check (action in ('insert', 'update', 'delete')),
  -- Changed columns only; the whole row for a deletion.
  before     jsonb,
  after      jsonb,
  manager_id uuid,
  team_id    uuid,
  -- Of a directory: whoever is signed in may read it.
  everybody  boolean not null default false
);
create index history_row on kontor.history (entity, id, version);
create index history_operation on kontor.history (operation);

create table kontor.change_log (
  seq        bigint generated always as identity primary key,
  xid        xid8 not null default pg_current_xact_id(),
  at         timestamptz not null default clock_timestamp(),
  entity     text not null,
  -- Null in a summary line: "many rows of this entity changed".
  id         uuid,
  version    bigint,
  action     text not null,
  manager_id uuid,
  team_id    uuid,
  everybody  boolean not null default false,
  operation  uuid
);
create index change_log_xid on kontor.change_log (xid);

-- Whoever knows the word is the process engine: its functions put it into a
-- setting for the moment they move a record, and no person's role can read it.
create table kontor.engine_word (
  only_row  boolean primary key default true check (only_row),
  word      text not null default gen_random_uuid()::text
);
insert into kontor.engine_word default values;

-- People -----------------------------------------------------------------------

create table kontor.team (
  id uuid primary key, version bigint not null default 1,
  created_at timestamptz, created_by uuid, changed_at timestamptz, changed_by uuid,
  name text not null check (length(name) between 1 and 200)
);

create table kontor.employee (
  id uuid primary key, version bigint not null default 1,
  created_at timestamptz, created_by uuid, changed_at timestamptz, changed_by uuid,
  login     text not null unique check (login ~ '^[a-z][a-z0-9_.-]{0,62}$'),
  name      text not null check (length(name) between 1 and 200),
  sort_key  text collate "C" generated always as (kontor.collation_key(name)) stored,
  search_key text collate "C" generated always as (kontor.fold(name)) stored,
  role      text not null check (role in ('seller', 'head', 'administrator')),
  team_id   uuid references kontor.team,
  position  text,
  phone     text,
  email     text,
  active    boolean not null default true
);

create table kontor.own_company (
  id uuid primary key, version bigint not null default 1,
  created_at timestamptz, created_by uuid, changed_at timestamptz, changed_by uuid,
  name          text not null check (length(name) between 1 and 200),
  tax_number    text,
  street        text,
  postcode      text,
  city          text,
  country       char(2) not null default 'BA',
  phone         text,
  email         text,
  website       text,
  bank_name     text,
  bank_account  text,
  bic           text,
  currency      char(3) not null default 'EUR'
);

-- Directories --------------------------------------------------------------------

create table kontor.region (
  id uuid primary key, version bigint not null default 1,
  created_at timestamptz, created_by uuid, changed_at timestamptz, changed_by uuid,
  name text not null check (length(name) between 1 and 200)
);
create table kontor.partner_category (
  id uuid primary key, version bigint not null default 1,
  created_at timestamptz, created_by uuid, changed_at timestamptz, changed_by uuid,
  name text not null check (length(name) between 1 and 200)
);
create table kontor.relationship_state (
  id uuid primary key, version bigint not null default 1,
  created_at timestamptz, created_by uuid, changed_at timestamptz, changed_by uuid,
  name text not null check (length(name) between 1 and 200)
);
create table kontor.loss_reason (
  id uuid primary key, version bigint not null default 1,
  created_at timestamptz, created_by uuid, changed_at timestamptz, changed_by uuid,
  name text not null check (length(name) between 1 and 200),
  retired boolean not null default false
);
create table kontor.product (
  id uuid primary key, version bigint not null default 1,
  created_at timestamptz, created_by uuid, changed_at timestamptz, changed_by uuid,
  code        text,
  name        text not null check (length(name) between 1 and 500),
  sort_key    text collate "C" generated always as (kontor.collation_key(name)) stored,
  search_key  text collate "C" generated always as (kontor.fold(name || coalesce(' ' || code, ''))) stored,
  description text,
  unit        text not null default 'pcs',
  price       numeric(15,2) not null default 0 check (price >= 0),
  currency    char(3) not null default 'EUR',
  vat_rate    numeric(5,2) not null default 17 check (vat_rate between 0 and 100),
  retired     boolean not null default false
);

-- Partners -------------------------------------------------------------------------

create table kontor.partner (
  id uuid primary key, version bigint not null default 1,
  created_at timestamptz, created_by uuid, changed_at timestamptz, changed_by uuid,
  code         text,
  name         text not null check (length(name) between 1 and 500),
  sort_key     text collate "C" generated always as (kontor.collation_key(name)) stored,
  -- Everything a person may type to find the partner.
  search_key   text collate "C" generated always as (kontor.fold(name || coalesce(' ' || code, '')
               || coalesce(' ' || city, '') || coalesce(' ' || email, '')
               || coalesce(' ' || regexp_replace(phone, '[^0-9]', '', 'g'), ''))) stored,
  match_key    text collate "C" generated always as (kontor.match_key(name)) stored,
  kind         text not null default 'company' check (kind in ('company', 'private')),
  relations    text[] not null default '{client}'
               check (relations <@ array['client','supplier','partner','agent','competitor']),
  category_id  uuid references kontor.partner_category,
  state_id     uuid references kontor.relationship_state,
  region_id    uuid references kontor.region,
  city         text,
  country      char(2),
  phone        text,
  email        text,
  website      text,
  note         text check (length(note) <= 100000),
  last_contact_at timestamptz,
  manager_id   uuid references kontor.employee,
  team_id      uuid references kontor.team
);

create table kontor.legal_entity (
  id uuid primary key, version bigint not null default 1,
  created_at timestamptz, created_by uuid, changed_at timestamptz, changed_by uuid,
  partner_id   uuid not null references kontor.partner on delete cascade,
  name         text not null check (length(name) between 1 and 500),
  sort_key     text collate "C" generated always as (kontor.collation_key(name)) stored,
  search_key   text collate "C" generated always as (kontor.fold(name || coalesce(' ' || tax_number, ''))) stored,
  match_key    text collate "C" generated always as (kontor.match_key(name)) stored,
  tax_number   text,
  registration_number text,
  bank_name    text,
  bank_account text,
  bic          text,
  manager_id   uuid references kontor.employee,
  team_id      uuid references kontor.team
);

create table kontor.person (
  id uuid primary key, version bigint not null default 1,
  created_at timestamptz, created_by uuid, changed_at timestamptz, changed_by uuid,
  partner_id      uuid not null references kontor.partner on delete cascade,
  legal_entity_id uuid references kontor.legal_entity on delete set null,
  name            text not null check (length(name) between 1 and 300),
  sort_key        text collate "C" generated always as (kontor.collation_key(name)) stored,
  search_key      text collate "C" generated always as (kontor.fold(name || coalesce(' ' || email, '')
                  || coalesce(' ' || regexp_replace(phone, '[^0-9]', '', 'g'), ''))) stored,
  position        text,
  phone           text,
  email           text,
  birthday        date,
  note            text check (length(note) <= 100000),
  manager_id      uuid references kontor.employee,
  team_id         uuid references kontor.team
);

create table kontor.address (
  id uuid primary key, version bigint not null default 1,
  created_at timestamptz, created_by uuid, changed_at timestamptz, changed_by uuid,
  partner_id      uuid not null references kontor.partner on delete cascade,
  person_id       uuid references kontor.person on delete cascade,
  legal_entity_id uuid references kontor.legal_entity on delete cascade,
  kind            text not null default 'postal' check (kind in ('postal', 'legal', 'delivery')),
  -- Who stands on the envelope's first line; null: the partner's name.
  recipient       text,
  street          text,
  postcode        text,
  city            text,
  subdivision     text,
  country         char(2) check (country ~ '^[A-Z]{2}$'),
  manager_id      uuid references kontor.employee,
  team_id         uuid references kontor.team
);

-- Phones and e-mail addresses beyond the first one.
create table kontor.contact_channel (
  id uuid primary key, version bigint not null default 1,
  created_at timestamptz, created_by uuid, changed_at timestamptz, changed_by uuid,
  partner_id  uuid not null references kontor.partner on delete cascade,
  person_id   uuid references kontor.person on delete cascade,
  kind        text not null check (kind in ('phone', 'email', 'website', 'other')),
  value       text not null check (length(value) between 1 and 300),
  note        text,
  manager_id  uuid references kontor.employee,
  team_id     uuid references kontor.team
);

-- Route maps (before deals: a kind of deal names its map) ------------------------------

create table kontor.route_map (
  id uuid primary key, version bigint not null default 1,
  created_at timestamptz, created_by uuid, changed_at timestamptz, changed_by uuid,
  name        text not null check (length(name) between 1 and 200),
  description text,
  -- The entity whose records walk this map.
  subject     text not null default 'deal' references kontor.entity,
  built_in    boolean not null default false
);

create table kontor.route_map_version (
  id uuid primary key, version bigint not null default 1,
  created_at timestamptz, created_by uuid, changed_at timestamptz, changed_by uuid,
  map_id        uuid not null references kontor.route_map on delete cascade,
  number        integer not null check (number > 0),
  state         text not null default 'draft' check (state in ('draft', 'published', 'retired')),
  graph         jsonb not null,
  note          text,
  published_at  timestamptz,
  published_by  uuid references kontor.employee,
  unique (map_id, number)
);
create unique index route_map_one_published on kontor.route_map_version (map_id) where state = 'published';

-- A published graph taken apart, so that one step of a process reads the one
-- point it stands on and not the whole map.
create table kontor.route_point (
  version_id  uuid not null references kontor.route_map_version on delete cascade,
  key         text not null,
  kind        text not null,
  -- The point as it stands in the graph.
  point       jsonb not null,
  -- The flows that leave it, in the order of the graph.
  outgoing    jsonb not null,
  -- The condition or choice behind an action whose question its task asks.
  asks        text,
  -- For a merge: the points from which a token may still come.
  awaited     text[],
  primary key (version_id, key)
);

-- Deals ----------------------------------------------------------------------------------

create table kontor.deal_kind (
  id uuid primary key, version bigint not null default 1,
  created_at timestamptz, created_by uuid, changed_at timestamptz, changed_by uuid,
  name          text not null check (length(name) between 1 and 200),
  mode          text not null default 'stages' check (mode in ('simple', 'stages', 'process')),
  route_map_id  uuid references kontor.route_map,
  retired       boolean not null default false,
  check (mode <> 'process' or route_map_id is not null)
);

create table kontor.stage (
  id uuid primary key, version bigint not null default 1,
  created_at timestamptz, created_by uuid, changed_at timestamptz, changed_by uuid,
  name          text not null check (length(name) between 1 and 200),
  position      integer not null default 0,
  probability   integer not null default 50 check (probability between 0 and 100),
  retired       boolean not null default false
);

create table kontor.deal (
  id uuid primary key, version bigint not null default 1,
  created_at timestamptz, created_by uuid, changed_at timestamptz, changed_by uuid,
  number          text unique,
  name            text not null check (length(name) between 1 and 500),
  sort_key        text collate "C" generated always as (kontor.collation_key(name)) stored,
  search_key      text collate "C" generated always as (kontor.fold(name || coalesce(' ' || number, ''))) stored,
  partner_id      uuid not null references kontor.partner,
  person_id       uuid references kontor.person on delete set null,
  legal_entity_id uuid references kontor.legal_entity on delete set null,
  kind_id         uuid references kontor.deal_kind,
  stage_id        uuid references kontor.stage,
  status          text not null default 'open' check (status in ('open', 'won', 'lost')),
  loss_reason_id  uuid references kontor.loss_reason,
  amount          numeric(15,2) not null default 0 check (amount >= 0),
  currency        char(3) not null default 'EUR',
  probability     integer check (probability between 0 and 100),
  expected_close  date,
  closed_at       timestamptz,
  interest        text,
  next_step       text,
  next_step_on    date,
  note            text check (length(note) <= 100000),
  manager_id      uuid references kontor.employee,
  team_id         uuid references kontor.team,
  check (status <> 'lost' or loss_reason_id is not null)
);

-- Processes and tasks -----------------------------------------------------------------------

create table kontor.process (
  id uuid primary key, version bigint not null default 1,
  created_at timestamptz, created_by uuid, changed_at timestamptz, changed_by uuid,
  name            text not null,
  map_id          uuid not null references kontor.route_map,
  map_version_id  uuid not null references kontor.route_map_version,
  subject         text not null references kontor.entity,
  record_id       uuid not null,
  partner_id      uuid references kontor.partner,
  deal_id         uuid references kontor.deal,
  state           text not null default 'running'
                  check (state in ('running', 'stopped', 'done', 'cancelled')),
  result          text,
  started_at      timestamptz not null default clock_timestamp(),
  ended_at        timestamptz,
  manager_id      uuid references kontor.employee,
  team_id         uuid references kontor.team,
  check ((state in ('done', 'cancelled')) = (ended_at is not null))
);
create unique index process_one_running on kontor.process (map_id, record_id) where state in ('running', 'stopped');

-- One row a token; a token that went on is deleted, so the tokens are the present.
create table kontor.process_token (
  id          uuid primary key,
  process_id  uuid not null references kontor.process on delete cascade,
  point       text not null,
  -- The flow it came by: a merge counts these.
  flow        text,
  arrived_at  timestamptz not null default clock_timestamp(),
  -- A timer lets it go on then; a point that waits for a condition looks again then.
  due_at      timestamptz,
  manager_id  uuid references kontor.employee,
  team_id     uuid references kontor.team
);
create index process_token_process on kontor.process_token (process_id);
create index process_token_due on kontor.process_token (due_at) where due_at is not null;
create unique index process_token_merge on kontor.process_token (process_id, point, flow);

-- The path walked, never changed.
create table kontor.process_step (
  seq         bigint generated always as identity primary key,
  process_id  uuid not null references kontor.process on delete cascade,
  at          timestamptz not null default clock_timestamp(),
  point       text not null,
  action      text not null check (action in ('arrived', 'left', 'ended', 'stopped', 'continued', 'cancelled',
                                                'taken', 'given_back', 'redirected', 'incident')),
  flow        text,
  answer      text,
  note        text,
  task_id     uuid,
  author_id   uuid,
  manager_id  uuid references kontor.employee,
  team_id     uuid references kontor.team
);
create index process_step_process on kontor.process_step (process_id, seq);

create table kontor.task (
  id uuid primary key, version bigint not null default 1,
  created_at timestamptz, created_by uuid, changed_at timestamptz, changed_by uuid,
  number        bigint generated by default as identity unique,
  name          text not null check (length(name) between 1 and 500),
  search_key    text collate "C" generated always as (kontor.fold(name)) stored,
  description   text check (length(description) <= 100000),
  process_id    uuid references kontor.process on delete cascade,
  token_id      uuid references kontor.process_token on delete set null,
  point         text,
  partner_id    uuid references kontor.partner,
  deal_id       uuid references kontor.deal,
  -- Who has to do it; called "performer" on the screen.
  manager_id    uuid references kontor.employee,
  team_id       uuid references kontor.team,
  author_id     uuid references kontor.employee,
  importance    text not null default 'normal' check (importance in ('low', 'normal', 'high')),
  state         text not null default 'open' check (state in ('open', 'taken', 'done', 'cancelled')),
  due_at        timestamptz,
  taken_at      timestamptz,
  done_at       timestamptz,
  done_by       uuid references kontor.employee,
  answer        text,
  result        text check (length(result) <= 100000),
  -- [{"text": "...", "done": false}, ...]
  checklist     jsonb not null default '[]',
  -- What is asked when the task is completed, with its answers
  -- [{"key": "...", "text": "..."}], copied from the map.
  question      text,
  answers       jsonb,
  check ((state = 'done') = (done_at is not null)),
  check (process_id is null or point is not null)
);

create table kontor.interaction (
  id uuid primary key, version bigint not null default 1,
  created_at timestamptz, created_by uuid, changed_at timestamptz, changed_by uuid,
  partner_id  uuid not null references kontor.partner on delete cascade,
  person_id   uuid references kontor.person on delete set null,
  deal_id     uuid references kontor.deal on delete set null,
  task_id     uuid references kontor.task on delete set null,
  kind        text not null default 'call'
              check (kind in ('call', 'meeting', 'email', 'sms', 'letter', 'note')),
  direction   text not null default 'out' check (direction in ('in', 'out')),
  at          timestamptz not null default now(),
  subject     text not null check (length(subject) between 1 and 500),
  text        text check (length(text) <= 100000),
  outcome     text,
  done        boolean not null default true,
  manager_id  uuid references kontor.employee,
  team_id     uuid references kontor.team
);

-- Commercial documents ----------------------------------------------------------------------

create table kontor.offer (
  id uuid primary key, version bigint not null default 1,
  created_at timestamptz, created_by uuid, changed_at timestamptz, changed_by uuid,
  number           text unique,
  search_key       text collate "C" generated always as (kontor.fold(coalesce(number, ''))) stored,
  revision         integer not null default 1,
  supersedes_id    uuid references kontor.offer,
  partner_id       uuid not null references kontor.partner,
  legal_entity_id  uuid references kontor.legal_entity on delete set null,
  person_id        uuid references kontor.person on delete set null,
  deal_id          uuid references kontor.deal on delete set null,
  task_id          uuid references kontor.task on delete set null,
  own_company_id   uuid references kontor.own_company,
  status           text not null default 'draft'
                   check (status in ('draft', 'sent', 'accepted', 'refused', 'superseded')),
  issued_on        date not null default current_date,
  valid_until      date,
  currency         char(3) not null default 'EUR',
  -- On the whole document, after the lines' own discounts.
  discount_percent numeric(5,2) not null default 0 check (discount_percent between 0 and 100),
  prices_include_vat boolean not null default false,
  intro            text check (length(intro) <= 100000),
  terms            text check (length(terms) <= 100000),
  -- Kept by trigger from the lines.
  net_total        numeric(15,2) not null default 0,
  vat_total        numeric(15,2) not null default 0,
  total            numeric(15,2) not null default 0,
  manager_id       uuid references kontor.employee,
  team_id          uuid references kontor.team
);

create table kontor.offer_line (
  id uuid primary key, version bigint not null default 1,
  created_at timestamptz, created_by uuid, changed_at timestamptz, changed_by uuid,
  offer_id         uuid not null references kontor.offer on delete cascade,
  position         integer not null default 0,
  product_id       uuid references kontor.product,
  name             text not null check (length(name) between 1 and 500),
  description      text check (length(description) <= 20000),
  quantity         numeric(15,3) not null default 1 check (quantity > 0),
  unit             text,
  price            numeric(15,2) not null default 0,
  discount_percent numeric(5,2) not null default 0 check (discount_percent between 0 and 100),
  vat_rate         numeric(5,2) not null default 17 check (vat_rate between 0 and 100),
  -- Kept by trigger: rounded per line, half away from zero.
  net              numeric(15,2) not null default 0,
  vat              numeric(15,2) not null default 0,
  total            numeric(15,2) not null default 0,
  manager_id       uuid references kontor.employee,
  team_id          uuid references kontor.team
);
create index offer_line_offer on kontor.offer_line (offer_id, position);

-- Files: the content in a table of its own, so that lists never read it.
create table kontor.file (
  id uuid primary key, version bigint not null default 1,
  created_at timestamptz, created_by uuid, changed_at timestamptz, changed_by uuid,
  entity     text not null references kontor.entity,
  record_id  uuid not null,
  partner_id uuid references kontor.partner on delete cascade,
  name       text not null check (length(name) between 1 and 255 and name !~ '[/[:cntrl:]]'),
  mime       text,
  size       bigint not null default 0,
  manager_id uuid references kontor.employee,
  team_id    uuid references kontor.team
);
create index file_record on kontor.file (entity, record_id);
create table kontor.file_content (
  file_id    uuid primary key references kontor.file on delete cascade,
  content    bytea not null check (octet_length(content) <= 50 * 1024 * 1024)
);

-- What a person keeps ----------------------------------------------------------------------

create table kontor.view (
  id uuid primary key, version bigint not null default 1,
  created_at timestamptz, created_by uuid, changed_at timestamptz, changed_by uuid,
  entity      text not null references kontor.entity,
  name        text not null check (length(name) between 1 and 200),
  -- Null: shipped with the product.
  manager_id  uuid references kontor.employee,
  shared      boolean not null default false,
  pinned      boolean not null default false,
  position    integer not null default 0,
  -- {"condition": {...}, "order": "name", "descending": false, "columns": [{"field":..., "width":...}]}
  definition  jsonb not null
);

-- Window size, open tabs, column widths: small things, last writer wins.
create table kontor.desk_state (
  employee_id uuid not null references kontor.employee on delete cascade,
  key         text not null check (length(key) between 1 and 200),
  value       jsonb not null,
  primary key (employee_id, key)
);

-- Numbers of documents: one row a series, locked while a number is taken, so
-- numbers have no gaps and no doubles.
create table kontor.number_series (
  name    text primary key,
  year    integer not null,
  last    bigint not null
);

-- The shipped names in the office's language, filled when the base is made.
create table kontor.seed_word (
  original  text primary key,
  word      text not null
);

insert into kontor.entity (name, title_column, owner_column, parent_entity, parent_column, writing) values
  ('team', 'name', null, null, null, 'administrator'),
  ('employee', 'name', null, null, null, 'administrator'),
  ('own_company', 'name', null, null, null, 'administrator'),
  ('region', 'name', null, null, null, 'own'),
  ('partner_category', 'name', null, null, null, 'own'),
  ('relationship_state', 'name', null, null, null, 'own'),
  ('loss_reason', 'name', null, null, null, 'administrator'),
  ('product', 'name', null, null, null, 'own'),
  ('partner', 'name', 'manager_id', null, null, 'own'),
  ('legal_entity', 'name', 'manager_id', 'partner', 'partner_id', 'own'),
  ('person', 'name', 'manager_id', 'partner', 'partner_id', 'own'),
  ('address', 'street', 'manager_id', 'partner', 'partner_id', 'own'),
  ('contact_channel', 'value', 'manager_id', 'partner', 'partner_id', 'own'),
  ('route_map', 'name', null, null, null, 'administrator'),
  ('route_map_version', 'number', null, null, null, 'administrator'),
  ('deal_kind', 'name', null, null, null, 'administrator'),
  ('stage', 'name', null, null, null, 'administrator'),
  ('deal', 'name', 'manager_id', null, null, 'own'),
  ('process', 'name', 'manager_id', null, null, 'nobody'),
  ('task', 'name', 'manager_id', null, null, 'own'),
  ('interaction', 'subject', 'manager_id', 'partner', 'partner_id', 'own'),
  ('offer', 'number', 'manager_id', null, null, 'own'),
  ('offer_line', 'name', 'manager_id', 'offer', 'offer_id', 'own'),
  ('file', 'name', 'manager_id', null, null, 'own'),
  ('view', 'name', 'manager_id', null, null, 'own');

-- Indexes -------------------------------------------------------------------------------------
-- (owner, sort, id) for the seller's lists, (sort, id) for those who see all;
-- one by each link for the card.

create index partner_sort on kontor.partner (sort_key, id);
create index partner_own_sort on kontor.partner (manager_id, sort_key, id);
create index partner_team_sort on kontor.partner (team_id, sort_key, id);
create index partner_search on kontor.partner (search_key);
create index partner_own_search on kontor.partner (manager_id, search_key);
create index partner_trigram on kontor.partner using gin (search_key public.gin_trgm_ops);
create index partner_team_search on kontor.partner (team_id, search_key);
create index partner_match on kontor.partner using gin (match_key public.gin_trgm_ops);
create index partner_phone on kontor.partner (kontor.phone_key(phone)) where phone is not null;
create index partner_email on kontor.partner (lower(email)) where email is not null;
create index legal_entity_sort on kontor.legal_entity (sort_key, id);
create index legal_entity_search on kontor.legal_entity (search_key);
create index legal_entity_trigram on kontor.legal_entity using gin (search_key public.gin_trgm_ops);
create index legal_entity_match on kontor.legal_entity using gin (match_key public.gin_trgm_ops);
create index legal_entity_partner on kontor.legal_entity (partner_id);
create index legal_entity_owner on kontor.legal_entity (manager_id, sort_key, id);
create index legal_entity_team on kontor.legal_entity (team_id);
create index legal_entity_tax on kontor.legal_entity (tax_number) where tax_number is not null;
create index person_partner on kontor.person (partner_id);
create index person_owner on kontor.person (manager_id, sort_key, id);
create index person_sort on kontor.person (sort_key, id);
create index person_trigram on kontor.person using gin (search_key public.gin_trgm_ops);
create index person_team_sort on kontor.person (team_id, sort_key, id);
create index person_search on kontor.person (search_key);
create index person_phone on kontor.person (kontor.phone_key(phone)) where phone is not null;
create index person_email on kontor.person (lower(email)) where email is not null;
create index address_partner on kontor.address (partner_id);
create index address_owner on kontor.address (manager_id);
create index contact_channel_partner on kontor.contact_channel (partner_id);
create index deal_partner on kontor.deal (partner_id);
create index deal_owner on kontor.deal (manager_id, status);
create index deal_team on kontor.deal (team_id, status);
create index deal_status on kontor.deal (status, stage_id);
create index deal_sort on kontor.deal (sort_key, id);
create index deal_closed on kontor.deal (closed_at) where closed_at is not null;
create index deal_trigram on kontor.deal using gin (search_key public.gin_trgm_ops);
create index deal_search on kontor.deal (search_key);
create index deal_own_sort on kontor.deal (manager_id, sort_key, id);
create index deal_team_sort on kontor.deal (team_id, sort_key, id);
create index product_sort on kontor.product (sort_key, id);
create index product_trigram on kontor.product using gin (search_key public.gin_trgm_ops);
create index process_record on kontor.process (record_id);
create index process_owner on kontor.process (manager_id);
create index task_owner on kontor.task (manager_id, state, due_at);
create index task_author on kontor.task (author_id) where author_id is not null;
create index task_team on kontor.task (team_id, state, due_at);
create index task_process on kontor.task (process_id);
create unique index task_one_open_a_token on kontor.task (token_id) where state in ('open', 'taken');
create index task_search on kontor.task (search_key);
create index task_trigram on kontor.task using gin (search_key public.gin_trgm_ops);
create index task_partner on kontor.task (partner_id);
create index task_deal on kontor.task (deal_id);
create index interaction_partner on kontor.interaction (partner_id, at desc);
create index interaction_deal on kontor.interaction (deal_id, at desc) where deal_id is not null;
create index interaction_owner on kontor.interaction (manager_id, at desc);
create index interaction_at on kontor.interaction (at desc);
create index offer_search on kontor.offer (search_key);
create index offer_trigram on kontor.offer using gin (search_key public.gin_trgm_ops);
create index offer_partner on kontor.offer (partner_id, issued_on desc);
create index offer_deal on kontor.offer (deal_id);
create index offer_owner on kontor.offer (manager_id, issued_on desc);
create index offer_team on kontor.offer (team_id, issued_on desc);
create index interaction_team on kontor.interaction (team_id, at desc);
create index file_partner on kontor.file (partner_id);

-- Foreign keys ask these when what they point to is removed or merged; most
-- links are empty, so they hold the others only.
create index address_person on kontor.address (person_id) where person_id is not null;
create index address_legal_entity on kontor.address (legal_entity_id) where legal_entity_id is not null;
create index contact_channel_person on kontor.contact_channel (person_id) where person_id is not null;
create index person_legal_entity on kontor.person (legal_entity_id) where legal_entity_id is not null;
create index deal_person on kontor.deal (person_id) where person_id is not null;
create index deal_legal_entity on kontor.deal (legal_entity_id) where legal_entity_id is not null;
create index offer_person on kontor.offer (person_id) where person_id is not null;
create index offer_legal_entity on kontor.offer (legal_entity_id) where legal_entity_id is not null;
create index offer_task on kontor.offer (task_id) where task_id is not null;
create index offer_supersedes on kontor.offer (supersedes_id) where supersedes_id is not null;
create index offer_line_product on kontor.offer_line (product_id) where product_id is not null;
create index interaction_person on kontor.interaction (person_id) where person_id is not null;
create index interaction_task on kontor.interaction (task_id) where task_id is not null;
create index task_token on kontor.task (token_id) where token_id is not null;
create index process_partner on kontor.process (partner_id) where partner_id is not null;
create index process_deal on kontor.process (deal_id) where deal_id is not null;

insert into kontor.schema_meta (version, minimum_client) values (1, 1);
