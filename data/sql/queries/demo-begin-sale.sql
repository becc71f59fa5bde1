-- A deal that is about to walk a map stands where the map begins.
update kontor.deal
   set kind_id = $2::uuid, stage_id = (select s.id from kontor.stage s where not s.retired order by s.position limit 1)
 where id = $1::uuid
