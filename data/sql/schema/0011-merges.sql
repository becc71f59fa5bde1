-- By which ways a token can still come to a merge, not only that it can: a merge
-- waits for a token elsewhere that can come by a way on which none has come yet,
-- but by none of those on which one has (the inclusive gateway of BPMN 2.0).

alter table kontor.route_point alter column awaited type jsonb using null;
comment on column kontor.route_point.awaited is
  'For a merge: by point, the flows into the merge that a token there can still come by without passing the merge.';
drop function if exists kontor.dry_run_awaited(jsonb);
