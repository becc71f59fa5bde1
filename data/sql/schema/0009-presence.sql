-- Who has which card open (D5).  Unlogged: after a crash nobody has any.

create unlogged table kontor.presence (
  -- Made up by the desk at its start.
  desk        uuid not null,
  entity      text not null,
  record_id   uuid not null,
  employee_id uuid not null references kontor.employee on delete cascade,
  -- The connection that said so: gone with it, whatever became of the desk.
  pid         integer not null,
  since       timestamptz not null default clock_timestamp(),
  seen_at     timestamptz not null default clock_timestamp(),
  primary key (desk, entity, record_id)
);
create index presence_record on kontor.presence (entity, record_id);
