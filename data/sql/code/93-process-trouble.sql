-- What is wrong at a place of a process is told with the process, so that lists
-- find it.  Nothing is done for the many steps at which nothing goes wrong.

create or replace function kontor.token_trouble() returns trigger
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $$
declare v_process uuid := coalesce(new.process_id, old.process_id);
begin
  update kontor.process p set trouble = k.problem
    from (select (select t.problem from kontor.process_token t
                   where t.process_id = v_process and t.problem is not null order by t.arrived_at, t.id limit 1) as problem) k
   where p.id = v_process and p.trouble is distinct from k.problem;
  return null;
end
$$;

drop trigger if exists trouble_insert on kontor.process_token;
create trigger trouble_insert after insert on kontor.process_token for each row
  when (new.problem is not null) execute function kontor.token_trouble();
drop trigger if exists trouble_update on kontor.process_token;
create trigger trouble_update after update of problem on kontor.process_token for each row
  when (new.problem is distinct from old.problem) execute function kontor.token_trouble();
drop trigger if exists trouble_delete on kontor.process_token;
create trigger trouble_delete after delete on kontor.process_token for each row
  when (old.problem is not null) execute function kontor.token_trouble();

revoke all on function kontor.token_trouble() from public;
