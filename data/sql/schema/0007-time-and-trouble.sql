-- What a task took, summed for its process (R90); and what is wrong with a
-- process, for the list of those that stand still.

alter table kontor.task add column spent_minutes integer check (spent_minutes >= 0);
alter table kontor.process add column trouble text;

select set_config('kontor.engine', w.word, true) from kontor.engine_word w;
update kontor.process p set trouble = k.problem
  from (select distinct on (t.process_id) t.process_id, t.problem from kontor.process_token t
         where t.problem is not null order by t.process_id, t.arrived_at) k
 where k.process_id = p.id;
create index process_trouble on kontor.process (manager_id, started_at) where trouble is not null;
