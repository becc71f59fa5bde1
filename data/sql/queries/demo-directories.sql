-- The ids of the directories' rows, in the order in which the product ships them.
select * from (
  select 'region' as directory, id, id::text as place from kontor.region
  union all select 'category', id, id::text from kontor.partner_category
  union all select 'state', id, id::text from kontor.relationship_state
  union all select 'reason', id, id::text from kontor.loss_reason where not retired
  union all select 'stage', id, lpad(position::text, 12, '0') from kontor.stage where not retired
  union all select 'company', id, id::text from kontor.own_company
  union all select mode, id, id::text from kontor.deal_kind where not retired
) rows order by directory, place
