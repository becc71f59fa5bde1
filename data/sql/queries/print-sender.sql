-- The own company, as the sender of an envelope.
select c.name as recipient, null as attention, c.street, c.postcode, c.city, null as subdivision, c.country
from kontor.own_company c
order by c.id
limit 1
