-- Who gets what comes in without a manager (R101, R102), and rules that make a task
-- where others start a process (R148).

-- Leads ------------------------------------------------------------------------------

-- Whoever asked and did not buy yet.
alter table kontor.partner
  drop constraint partner_relations_check,
  add constraint partner_relations_check
    check (relations <@ array['lead','client','supplier','partner','agent','competitor']);

-- Distribution rules -----------------------------------------------------------------

create table kontor.distribution_rule (
  id uuid primary key, version bigint not null default 1,
  created_at timestamptz, created_by uuid, changed_at timestamptz, changed_by uuid,
  name         text not null check (length(name) between 1 and 200),
  entity       text not null references kontor.entity,
  -- In the condition language; {} holds for every record.
  condition    jsonb not null default '{}' check (jsonb_typeof(condition) = 'object'),
  -- Among whom: those of a list, in its order, or everybody of a role.
  among        text not null default 'people' check (among in ('people', 'role')),
  -- ["employee", ...]
  people       jsonb not null default '[]' check (jsonb_typeof(people) = 'array'),
  role         text not null default 'seller' check (role in ('seller', 'head', 'administrator')),
  -- Null: of every team.  Not "team_id", which says whose a row is.
  of_team_id   uuid references kontor.team,
  -- 'fixed': the first of them who is there; 'turn': one after another; 'load':
  -- who has the fewest open tasks, deals, claims and leads.
  way          text not null default 'turn' check (way in ('fixed', 'turn', 'load')),
  -- What a seller enters is his, unless the rule says otherwise.
  sellers_too  boolean not null default false,
  -- Where several rules fit, the first in this order counts that has somebody there.
  position     integer not null default 0,
  active       boolean not null default true
);
create index distribution_rule_entity on kontor.distribution_rule (entity, position) where active;

-- Whoever gives locks the row of the entity until he commits: so turns and loads
-- are counted one after another, however many come at once.
create table kontor.distribution_queue (
  entity  text primary key references kontor.entity,
  -- Somebody has to look after what could be given to nobody.
  task_id uuid references kontor.task on delete set null
);
create index distribution_queue_task on kontor.distribution_queue (task_id) where task_id is not null;

-- What was decided, and why.  It outlives the rule.
create table kontor.distribution (
  seq         bigint generated always as identity primary key,
  at          timestamptz not null default clock_timestamp(),
  xid         xid8 not null default pg_current_xact_id(),
  -- In which it came in or was given anew; null where it happened by itself.
  operation   uuid,
  entity      text not null,
  record_id   uuid not null,
  rule_id     uuid,
  rule_name   text,
  -- 'waits': nobody is there, or no rule fits what has no manager.
  outcome     text not null check (outcome in ('given', 'waits')),
  way         text check (way in ('fixed', 'turn', 'load')),
  -- Without a key, which would be a question more for each of thousands of leads.
  employee_id uuid,
  -- Everybody who was asked for, with what each had to do at that moment, and who was away.
  people      uuid[] not null default '{}',
  loads       integer[] not null default '{}',
  away        boolean[] not null default '{}',
  -- Null where it came in; 'again' by the jobs, 'asked' because somebody wanted it.
  cause       text check (cause in ('again', 'asked')),
  check ((outcome = 'given') = (employee_id is not null)),
  check (outcome = 'waits' or rule_id is not null)
);
create index distribution_record on kontor.distribution (record_id, seq desc);
-- Whose turn was how long ago.
create index distribution_turn on kontor.distribution (rule_id, employee_id, seq desc) where outcome = 'given';

-- Those of a rule as they queue, while a statement gives one row after another; @next is
-- whose turn it is, @token whose statement.
create type kontor.distribution_line as (
  token text, name text, way text, people uuid[], loads integer[], away boolean[], next integer);

-- What waits for somebody, and what somebody has to do.
create index partner_nobodys on kontor.partner (created_at) where manager_id is null;
create index deal_nobodys on kontor.deal (created_at) where manager_id is null;
create index claim_nobodys on kontor.claim (created_at) where manager_id is null;
create index offer_nobodys on kontor.offer (created_at) where manager_id is null;
create index partner_lead_owner on kontor.partner (manager_id) where relations @> '{lead}';
create index claim_open_owner on kontor.claim (manager_id) where status in ('new', 'in_work');

-- When what waits for somebody was last tried.
alter table kontor.job_clock add column distributed_at timestamptz;

-- Automatic tasks --------------------------------------------------------------------

alter table kontor.start_rule
  alter column map_id drop not null,
  add column does text not null default 'process' check (does in ('process', 'task')),
  add column task_name text check (length(task_name) between 1 and 500),
  add column task_text text check (length(task_text) <= 100000),
  -- As a point of a route map says who does it.
  add column task_performer jsonb not null default '{"kind": "deal_manager"}' check (jsonb_typeof(task_performer) = 'object'),
  -- Working hours until it is due; null: no deadline.
  add column task_hours numeric check (task_hours > 0 and task_hours <= 10000),
  add column task_importance text not null default 'normal' check (task_importance in ('low', 'normal', 'high')),
  add constraint start_rule_does_something
    check (case does when 'process' then map_id is not null else map_id is null and task_name is not null end);

alter table kontor.start_rule_start
  -- No key: whoever deletes the task does not undo that the rule made it.
  add column task_id uuid,
  drop constraint start_rule_start_check,
  add constraint start_rule_started_something check ((outcome = 'started') = (num_nonnulls(process_id, task_id) = 1)),
  add constraint start_rule_started_one check (num_nonnulls(process_id, task_id) <= 1);
create unique index start_rule_task on kontor.start_rule_start (task_id) where task_id is not null;

insert into kontor.entity (name, title_column, owner_column, parent_entity, parent_column, writing) values
  ('distribution_rule', 'name', null, null, null, 'administrator');
