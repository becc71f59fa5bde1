-- What a task is about is told by people, so it must be something they see.

create or replace function kontor.rule_task_subject() returns trigger
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $$
begin
  if kontor.my_role() is not null and not kontor.visible(new.subject, new.record_id) then
    raise exception 'What the task is about is not there, or you may not see it.' using errcode = '42501', column = 'record_id';
  end if;
  return new;
end
$$;

drop trigger if exists c_subject_insert on kontor.task;
create trigger c_subject_insert before insert on kontor.task for each row
  when (new.subject is not null) execute function kontor.rule_task_subject();
drop trigger if exists c_subject_update on kontor.task;
create trigger c_subject_update before update on kontor.task for each row
  when (new.subject is not null and (new.subject, new.record_id) is distinct from (old.subject, old.record_id))
  execute function kontor.rule_task_subject();

revoke all on function kontor.rule_task_subject() from public;
