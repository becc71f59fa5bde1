-- In the order in which the product ships them.
select id from kontor.claim_reason where not retired order by id
