-- Projects (R87 to R90, R249): what is done for somebody over months, the route maps
-- that may be walked for it, and the time that everything written down of it took.

create table kontor.project (
  id uuid primary key, version bigint not null default 1,
  created_at timestamptz, created_by uuid, changed_at timestamptz, changed_by uuid,
  name         text not null check (length(name) between 1 and 500),
  sort_key     text collate "C" generated always as (kontor.collation_key(name)) stored,
  search_key   text collate "C" generated always as (kontor.fold(name)) stored,
  -- Null: our own, or for several.
  partner_id   uuid references kontor.partner,
  state        text not null default 'planned' check (state in ('planned', 'in_work', 'done', 'given_up')),
  begins_on    date,
  ends_on      date,
  description  text check (length(description) <= 100000),
  manager_id   uuid references kontor.employee,
  team_id      uuid references kontor.team,
  check (ends_on >= begins_on)
);
create index project_sort on kontor.project (sort_key, id);
create index project_own_sort on kontor.project (manager_id, sort_key, id);
create index project_team_sort on kontor.project (team_id, sort_key, id);
create index project_search on kontor.project (search_key);
create index project_trigram on kontor.project using gin (search_key public.gin_trgm_ops);
create index project_partner on kontor.project (partner_id) where partner_id is not null;

-- The only maps that may be started for a project; one without any binds nothing.
create table kontor.project_map (
  id uuid primary key, version bigint not null default 1,
  created_at timestamptz, created_by uuid, changed_at timestamptz, changed_by uuid,
  project_id   uuid not null references kontor.project on delete cascade,
  map_id       uuid not null references kontor.route_map on delete cascade,
  manager_id   uuid references kontor.employee,
  team_id      uuid references kontor.team,
  unique (project_id, map_id)
);
create index project_map_map on kontor.project_map (map_id);
create index project_map_owner on kontor.project_map (manager_id);
create index project_map_team on kontor.project_map (team_id);

-- A process keeps its project as it keeps its deal: what was walked is not forgotten.
alter table kontor.process add column project_id uuid references kontor.project;
create index process_project on kontor.process (project_id) where project_id is not null;

alter table kontor.claim add column project_id uuid references kontor.project on delete set null;
create index claim_project on kontor.claim (project_id) where project_id is not null;

alter table kontor.interaction
  add column project_id uuid references kontor.project on delete set null,
  add column process_id uuid references kontor.process on delete set null,
  add column spent_minutes integer check (spent_minutes >= 0),
  drop constraint interaction_kind_check,
  -- Somebody asks what we have: a sale may begin with it.
  add constraint interaction_kind_check check (kind in ('call', 'meeting', 'email', 'sms', 'letter', 'note', 'interest'));
create index interaction_project on kontor.interaction (project_id, at desc) where project_id is not null;
create index interaction_process on kontor.interaction (process_id, at desc) where process_id is not null;

insert into kontor.entity (name, title_column, owner_column, parent_entity, parent_column, writing) values
  ('project', 'name', 'manager_id', null, null, 'own'),
  ('project_map', 'map_id', 'manager_id', 'project', 'project_id', 'own');

-- They take one more argument now.
drop function if exists kontor.start_process(uuid, text, uuid, uuid);
drop function if exists kontor.engine_starts(uuid, text, uuid, uuid, text, kontor.process, uuid);
drop function if exists kontor.search(text, text, integer);
