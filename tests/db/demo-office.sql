-- The demo office was written past the triggers: they would have said the same.
create extension if not exists pgtap;
select plan(19);

select is(count(*), 2000::bigint, 'base S: partners') from kontor.partner;
select is(count(*), 5000::bigint, 'base S: persons') from kontor.person;
select is(count(*), 30000::bigint, 'base S: interactions') from kontor.interaction;
select is(count(*), 2000::bigint, 'base S: deals') from kontor.deal;
select is(count(*), 6000::bigint, 'base S: documents') from kontor.offer;
select is(count(*), 30000::bigint, 'base S: lines') from kontor.offer_line;

select is(count(*), 0::bigint, 'each offer''s sums are those that its lines give')
  from kontor.offer o, lateral kontor.offer_sums(o.id, o.discount_percent, o.prices_include_vat) s
  where (o.net_total, o.vat_total, o.total) is distinct from (s.net_total, s.vat_total, s.net_total + s.vat_total);
select is(count(*), 0::bigint, 'each line is rounded once, half away from zero')
  from kontor.offer_line
  where (net, vat, total) is distinct from
        (round(quantity * price * (1 - discount_percent / 100), 2),
         round(round(quantity * price * (1 - discount_percent / 100), 2) * vat_rate / 100, 2), net + vat);
select is(count(*), 0::bigint, 'each partner''s team is its manager''s')
  from kontor.partner p left join kontor.employee e on e.id = p.manager_id where p.team_id is distinct from e.team_id;
select is(count(*), 0::bigint, 'children belong to whom the partner belongs')
  from (select partner_id, manager_id, team_id from kontor.person
        union all select partner_id, manager_id, team_id from kontor.legal_entity
        union all select partner_id, manager_id, team_id from kontor.address
        union all select partner_id, manager_id, team_id from kontor.contact_channel
        union all select partner_id, manager_id, team_id from kontor.interaction) c
  join kontor.partner p on p.id = c.partner_id
  where (c.manager_id, c.team_id) is distinct from (p.manager_id, p.team_id);
select is(count(*), 0::bigint, 'lines belong to whom the offer belongs')
  from kontor.offer_line l join kontor.offer o on o.id = l.offer_id
  where (l.manager_id, l.team_id) is distinct from (o.manager_id, o.team_id);
select is(count(*), 0::bigint, 'R36: the last contact is the last conversation held')
  from kontor.partner p
  left join (select partner_id, max(at) as at from kontor.interaction where done and kind <> 'note' group by partner_id) i
    on i.partner_id = p.id
  where p.last_contact_at is distinct from i.at;
select is(count(*), 0::bigint, 'the partner''s place is its postal address''s')
  from kontor.partner p join kontor.address a on a.partner_id = p.id and a.kind = 'postal'
  where (p.city, p.country) is distinct from (a.city, a.country);
select is(count(*), 0::bigint, 'R44, R45: open deals are not closed, closed ones are, lost ones say why')
  from kontor.deal
  where (status = 'open') <> (closed_at is null) or (status = 'lost') <> (loss_reason_id is not null);
select is(count(*), 0::bigint, 'R48: a deal by stages stands at one, a simple one at none')
  from kontor.deal d join kontor.deal_kind k on k.id = d.kind_id where (k.mode = 'simple') <> (d.stage_id is null);
select is(count(*), 0::bigint, 'a person of a conversation works for its partner')
  from kontor.interaction i join kontor.person p on p.id = i.person_id where p.partner_id <> i.partner_id;
select is(count(*), 0::bigint, 'every foreign key that is said to hold holds: deals and offers')
  from kontor.offer o left join kontor.deal d on d.id = o.deal_id where o.deal_id is not null and d.partner_id is distinct from o.partner_id;
select cmp_ok(count(*), '>=', 10::bigint, 'processes are under way, each with a task or a waiting token')
  from kontor.process p
  where state = 'running' and exists (select from kontor.task t where t.process_id = p.id and t.state in ('open', 'taken'));
select matches(kontor.next_number('O'), format('^O-%s-\d{5}$', extract(year from current_date)), 'numbers go on from the last one')
  where kontor.next_number('D') not in (select number from kontor.deal where number is not null);
select * from finish();
