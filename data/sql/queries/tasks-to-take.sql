-- How many tasks nobody has that anybody of my role may take.
select count(*)
from kontor.task t
where t.manager_id is null and t.state = 'open' and coalesce(t.for_role, 'seller') = (select kontor.my_role())
