-- Numbers without gaps or doubles, and sums exact to the cent.

-- The next number of a series: "O-2026-00012".  The series' row stays locked
-- until the transaction ends, so a number that was rolled back is given again.
create or replace function kontor.next_number(series text) returns text
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  this_year integer := extract(year from current_date);
  n bigint;
begin
  insert into kontor.number_series as s (name, year, last) values (series, this_year, 1)
    on conflict (name) do update
      set last = case when s.year = excluded.year then s.last + 1 else 1 end, year = excluded.year
    returning last into n;
  return format('%s-%s-%s', series, this_year, lpad(n::text, greatest(5, length(n::text)), '0'));
end
$$;

create or replace function kontor.number_offer() returns trigger
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  new.number := coalesce(new.number, kontor.next_number('O'));
  new.own_company_id := coalesce(new.own_company_id, (select c.id from kontor.own_company c order by c.created_at, c.id limit 1));
  return new;
end
$$;

-- A line: rounded once, half away from zero.  Where prices include the tax, the
-- price is the total and the net what is left of it.
create or replace function kontor.reckon_line() returns trigger
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  gross boolean := coalesce((select o.prices_include_vat from kontor.offer o where o.id = new.offer_id), false);
  amount numeric(15,2) := round(new.quantity * new.price * (1 - new.discount_percent / 100), 2);
begin
  if gross then
    new.total := amount;
    new.vat := round(amount * new.vat_rate / (100 + new.vat_rate), 2);
    new.net := new.total - new.vat;
  else
    new.net := amount;
    new.vat := round(amount * new.vat_rate / 100, 2);
    new.total := new.net + new.vat;
  end if;
  return new;
end
$$;

-- The document: the discount and the tax once for each rate, so that the sums
-- printed for the rates add up to the totals.
create or replace function kontor.offer_sums(offer uuid, discount numeric, gross boolean,
                                             out net_total numeric, out vat_total numeric)
  language plpgsql stable
  set search_path = pg_catalog, pg_temp
as $$
begin
  if gross then
    select coalesce(sum(r.amount - r.vat), 0), coalesce(sum(r.vat), 0) into net_total, vat_total
    from (select g.amount, round(g.amount * g.vat_rate / (100 + g.vat_rate), 2) as vat
          from (select l.vat_rate, round(sum(l.total) * (1 - discount / 100), 2) as amount
                from kontor.offer_line l where l.offer_id = offer group by l.vat_rate) g) r;
  else
    select coalesce(sum(r.amount), 0), coalesce(sum(round(r.amount * r.vat_rate / 100, 2)), 0) into net_total, vat_total
    from (select l.vat_rate, round(sum(l.net) * (1 - discount / 100), 2) as amount
          from kontor.offer_line l where l.offer_id = offer group by l.vat_rate) r;
  end if;
end
$$;

create or replace function kontor.reckon_offer() returns trigger
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  sums record := kontor.offer_sums(new.id, new.discount_percent, new.prices_include_vat);
begin
  new.net_total := sums.net_total;
  new.vat_total := sums.vat_total;
  new.total := sums.net_total + sums.vat_total;
  return new;
end
$$;

create or replace function kontor.reckon_offer_lines() returns trigger
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  update kontor.offer_line l set net = l.net where l.offer_id = new.id;
  return null;
end
$$;

-- An update of the offer reckons it; here only where the sums really differ.
create or replace function kontor.lines_changed() returns trigger
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  update kontor.offer o set total = o.total
    from (select distinct r.offer_id from changed_rows r) c,
         lateral kontor.offer_sums(c.offer_id, (select p.discount_percent from kontor.offer p where p.id = c.offer_id),
                                   (select p.prices_include_vat from kontor.offer p where p.id = c.offer_id)) s
    where o.id = c.offer_id and (o.net_total, o.vat_total) is distinct from (s.net_total, s.vat_total);
  return null;
end
$$;

drop trigger if exists c_number on kontor.offer;
create trigger c_number before insert on kontor.offer for each row execute function kontor.number_offer();
drop trigger if exists d_reckon on kontor.offer;
create trigger d_reckon before insert or update on kontor.offer for each row execute function kontor.reckon_offer();
drop trigger if exists reckon_lines on kontor.offer;
create trigger reckon_lines after update of prices_include_vat on kontor.offer for each row
  when (old.prices_include_vat is distinct from new.prices_include_vat) execute function kontor.reckon_offer_lines();

drop trigger if exists c_reckon on kontor.offer_line;
create trigger c_reckon before insert or update on kontor.offer_line for each row execute function kontor.reckon_line();
drop trigger if exists total_insert on kontor.offer_line;
create trigger total_insert after insert on kontor.offer_line referencing new table as changed_rows
  for each statement execute function kontor.lines_changed();
drop trigger if exists total_update on kontor.offer_line;
create trigger total_update after update on kontor.offer_line referencing new table as changed_rows
  for each statement execute function kontor.lines_changed();
drop trigger if exists total_delete on kontor.offer_line;
create trigger total_delete after delete on kontor.offer_line referencing old table as changed_rows
  for each statement execute function kontor.lines_changed();
