-- R147: a task given from a card or a row keeps what it is about, whatever that is.

alter table kontor.task
  add column subject   text references kontor.entity,
  add column record_id uuid,
  add constraint task_subject check ((subject is null) = (record_id is null));
create index task_record on kontor.task (record_id, state) where record_id is not null;

-- R90: what a task took, summed for its process.
alter table kontor.task add column spent_minutes integer check (spent_minutes >= 0);
