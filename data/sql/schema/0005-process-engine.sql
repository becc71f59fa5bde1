-- The process engine runs all that a map can say: nested processes, groups of
-- performers, retries, fields that are locked meanwhile; and states that must
-- not be cannot be written.

-- This step moves what only the engine may move.
select set_config('kontor.engine', w.word, true) from kontor.engine_word w;

-- Processes -----------------------------------------------------------------------

alter table kontor.process
  -- Of a nested process: whose point started it, and the token that stood there.
  add column parent_id uuid references kontor.process on delete cascade,
  add column parent_token_id uuid,
  -- A map that starts itself again and again comes to an end here.
  add column depth integer not null default 0 check (depth between 0 and 10),
  -- True as long as tokens may walk: tokens point here, so a process that is over
  -- can have none.
  add column alive boolean generated always as (case when state in ('running', 'stopped') then true end) stored,
  add check ((parent_id is null) = (parent_token_id is null)),
  add check ((parent_id is null) = (depth = 0));
create unique index process_alive on kontor.process (id, alive);
create index process_parent on kontor.process (parent_id) where parent_id is not null;
create index process_parent_token on kontor.process (parent_token_id) where parent_token_id is not null;
-- Once at a time on one record; nested ones once for each token that started them.
drop index kontor.process_one_running;
create unique index process_one_running on kontor.process (map_id, record_id)
  where state in ('running', 'stopped') and parent_id is null;
create unique index process_one_nested on kontor.process (parent_token_id, record_id) where parent_token_id is not null;

-- Tokens --------------------------------------------------------------------------

alter table kontor.process_token
  -- A person's task, the other ways into a merge, a moment, a condition, the next
  -- try of what failed, a person's decision after that, nested processes.
  add column waits_for text not null default 'task'
    check (waits_for in ('task', 'merge', 'timer', 'event', 'retry', 'person', 'nested')),
  add column tries smallint not null default 0,
  add column problem text,
  -- When the owner of the map is asked whether to go on waiting.
  add column give_up_at timestamptz,
  add column alive boolean not null default true check (alive),
  drop constraint process_token_process_id_fkey,
  add constraint process_token_process_id_fkey foreign key (process_id, alive) references kontor.process (id, alive)
    on delete cascade,
  add constraint process_token_of_process unique (id, process_id);

update kontor.process_token k
   set waits_for = case r.kind when 'processing' then 'person' else r.kind end
  from kontor.process p, kontor.route_point r
 where p.id = k.process_id and r.version_id = p.map_version_id and r.key = k.point
   and r.kind in ('merge', 'timer', 'event', 'processing');

-- Tasks ---------------------------------------------------------------------------

alter table kontor.task
  -- Where each of several has a task of one and the same step: whose place it is.
  add column seat integer not null default 1 check (seat > 0),
  -- Anybody's until taken: but only those of this role may.
  add column for_role text check (for_role in ('seller', 'head', 'administrator'));

update kontor.task t set token_id = null where t.state in ('done', 'cancelled') and t.token_id is not null;
update kontor.task t set state = 'cancelled' where t.process_id is not null and t.state in ('open', 'taken') and t.token_id is null;
update kontor.task t set for_role = 'seller' where t.process_id is not null and t.state = 'open' and t.manager_id is null;

alter table kontor.task
  drop constraint task_token_id_fkey,
  add constraint task_token_id_fkey foreign key (token_id, process_id) references kontor.process_token (id, process_id)
    on delete set null (token_id),
  -- A step is open exactly as long as a token stands at it.
  add constraint task_stands_at_token check ((token_id is not null) = (process_id is not null and state in ('open', 'taken')));
drop index kontor.task_one_open_a_token;
drop index kontor.task_token;
create unique index task_one_open_a_seat on kontor.task (token_id, seat) where token_id is not null;

-- The path ------------------------------------------------------------------------

alter table kontor.process_step
  drop constraint process_step_action_check,
  add constraint process_step_action_check check (action in
    ('arrived', 'left', 'ended', 'stopped', 'continued', 'cancelled', 'taken', 'given_back', 'redirected', 'escalated', 'incident',
     -- One of several has done his part; a try that failed; moved, skipped or tried
     -- again by somebody; nested processes that began and ended.
     'answered', 'failed', 'moved', 'skipped', 'retried', 'nested', 'returned'));
-- The list of stuck processes.
create index process_step_incident on kontor.process_step (process_id) where action = 'incident';

-- Points, compiled ----------------------------------------------------------------

alter table kontor.route_point
  -- By which rules it was compiled; an older one is compiled again.
  add column compiled smallint not null default 0,
  add column name text,
  -- The flows that leave it and where they lead, in the order of the graph.
  add column flows text[],
  add column heads text[],
  add column stage_id uuid,
  -- What its task asks, by itself or for the condition behind it.
  add column question text,
  add column answers jsonb,
  add column checklist jsonb not null default '[]',
  -- Whether anything must be true before it may be left.
  add column demanding boolean not null default false,
  add column locked_fields text[],
  -- Its task is the record's manager's and nobody else's.
  add column usual boolean not null default false,
  add column task_text text,
  -- The deadline: hours (null: none), in working time or not, of which calendar.
  add column hours numeric,
  add column working boolean not null default true,
  add column calendar_id uuid,
  -- Somebody is to be reminded or told.
  add column told boolean not null default false,
  -- Whether its map has merges at all.
  add column joins boolean not null default true;

-- Functions that a processing point may call: named by whoever looks after the
-- server, never by whoever draws a map.  Each takes the process and the record.
create table kontor.route_function (
  id        text primary key check (id ~ '^[a-z][a-z0-9_]*$'),
  name      text not null check (length(name) between 1 and 200),
  -- Null: for records of every kind.
  subject   text references kontor.entity
);

-- What each step writes ---------------------------------------------------------------
-- Whose a token or a step is stands in its process, which is asked: keys of their
-- own were three questions more for every row.

alter table kontor.process_token
  drop constraint process_token_manager_id_fkey, drop constraint process_token_team_id_fkey;
alter table kontor.process_step
  drop constraint process_step_manager_id_fkey, drop constraint process_step_team_id_fkey;

-- The three normal forms of a name are made for every row that is written.  As SQL
-- functions they were planned anew for each statement.
create or replace function kontor.fold(value text) returns text
  language plpgsql immutable strict parallel safe
  set search_path = pg_catalog, pg_temp
as $$
begin
  return trim(regexp_replace(
    case when octet_length(value) = char_length(value) then lower(replace(value, 'I', 'i')) else
    replace(replace(replace(
      translate(lower(translate(value, 'İI', 'ii')),
        'àáâãäåçèéêëìíîïñòóôõöøùúûüýÿāăąćĉċčďđēĕėęěĝğġģĥħĩīĭįıĵķĸĺļľłńņňŋōŏőŕŗřśŝşšţťŧũūŭůűųŵŷźżžșțǎǐǒǔё',
        'aaaaaaceeeeiiiinoooooouuuuyyaaaccccddeeeeegggghhiiiiijkkllllnnnnooorrrsssstttuuuuuuwyzzzstaiouе'),
      'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe') end,
    '\s+', ' ', 'g'));
end $$;
create or replace function kontor.collation_key(value text) returns text
  language plpgsql immutable strict parallel safe
  set search_path = pg_catalog, pg_temp
as $$
begin
  return trim(case when octet_length(value) = char_length(value) then lower(replace(value, 'I', 'i')) else
    replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(
      translate(lower(replace(replace(value, 'İ', 'i'), 'I', 'i')),
        'àáâãäåèéêëìíîïñòóôõøùúûýÿāăąĉċďēĕėęěĝġģĥħĩīĭįĵķĸĺļľłńņňŋōŏőŕŗřśŝţťŧũūŭůűųŵŷźżșțǎǐǒǔ',
        'aaaaaaeeeeiiiinooooouuuyyaaaccdeeeeeggghhiiiijkkllllnnnnooorrrsstttuuuuuuwyzzstaiou'),
      'č', 'c~'), 'ć', 'c~~'), 'ç', 'c~~~'), 'đ', 'd~'), 'ğ', 'g~'), 'ı', 'h~'),
      'ö', 'o~'), 'š', 's~'), 'ş', 's~~'), 'ü', 'u~'), 'ž', 'z~'), 'ё', 'е'),
      'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe')
    || case when value ~ '[ёЁ]' then E'\x01' else '' end end);
end $$;
create or replace function kontor.match_key(value text) returns text
  language plpgsql immutable strict parallel safe
  set search_path = pg_catalog, pg_temp
as $$
begin
  return (select translate(regexp_replace(array_to_string(array(
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
        from (select kontor.fold(left(value, 500)) as name offset 0) folded offset 0) as latinised);
end $$;

-- Graphs say by one name what was said by two -----------------------------------------

do $$
declare
  v_guarded boolean := exists (select from pg_trigger t where t.tgrelid = 'kontor.route_map_version'::regclass
                                                         and t.tgname = 'engine_guards');
begin
  if v_guarded then
    alter table kontor.route_map_version disable trigger engine_guards;
  end if;
  update kontor.route_map_version v
     set graph = jsonb_set(v.graph, '{points}', (
       select jsonb_agg(p - array['document', 'required']
         || case when coalesce(p->>'document', '') <> '' and not p ? 'requires'
                 then jsonb_build_object('requires', jsonb_build_array(p->'document')) else '{}' end
         || case when jsonb_typeof(p->'required') = 'array' and not p ? 'required_fields'
                 then jsonb_build_object('required_fields', p->'required') else '{}' end
         -- A checklist always had to be ticked off, and a task for the sellers was always anybody's.
         || case when jsonb_typeof(p->'checklist') = 'array' and p->'checklist' <> '[]' and not p ? 'checklist_strict'
                 then '{"checklist_strict": true}' else '{}'::jsonb end
         || case when p->>'kind' = 'action' and p#>>'{performer,kind}' = 'role' and p#>>'{performer,role}' = 'seller' and not p ? 'group'
                 then '{"group": "first"}' else '{}'::jsonb end
         order by n)
       from jsonb_array_elements(v.graph->'points') with ordinality q (p, n)))
   where jsonb_typeof(v.graph->'points') = 'array' and jsonb_array_length(v.graph->'points') > 0;
  if v_guarded then
    alter table kontor.route_map_version enable trigger engine_guards;
  end if;
end $$;

-- What the code of this step replaces or answers in another shape.
drop function if exists kontor.task_about(uuid);
drop function if exists kontor.engine_of_role(text, uuid);
drop function if exists kontor.engine_task(kontor.process, uuid, kontor.route_point, text);
drop function if exists kontor.engine_token(kontor.process, text, text);
drop function if exists kontor.engine_processes(kontor.process, jsonb);
drop function if exists kontor.engine_walk(kontor.process, jsonb[], text);
drop function if exists kontor.engine_way(kontor.process, kontor.route_point, text);
drop function if exists kontor.engine_finish(kontor.process, kontor.route_point);
drop function if exists kontor.engine_hinders(kontor.task, kontor.process, jsonb);
drop function if exists kontor.engine_process_for(uuid, boolean);
drop function if exists kontor.engine_step(kontor.process, text, text, text, text, text, uuid);
drop function if exists kontor.engine_identifier();
