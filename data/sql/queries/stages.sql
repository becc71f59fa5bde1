select id, name, position, probability
from kontor.stage
where not retired
order by position, id
