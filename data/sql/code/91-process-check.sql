-- Is a map sound?  The same rules as src/route/map-check.c.
--
-- First what can be seen point by point, then which flows can hold tokens at
-- once; where that does not tell, every order in which the tokens of a running
-- process can move is tried: points in a row are folded together before, and a
-- map whose walk has more states than the cap is undecided and therefore cannot
-- be published.

-- The ways on from one state of the walk.  A state is the sorted list of flows
-- that hold a token.  @net: kinds, heads (the point a flow leads to), outs
-- (flows that leave a point), awaited (by merge and flow: the flows into the
-- merge that a token on the flow can still come by).
create or replace function kontor.map_moves(p_state integer[], p_net jsonb)
  returns table (next integer[], point integer)
  language plpgsql immutable set search_path = pg_catalog, pg_temp
as $$
declare
  v_flow integer;
  v_point integer;
  v_out integer[];
  v_one integer;
  v_rest integer[];
  v_merged integer[] := '{}';
begin
  -- Two tokens on one flow, or before one end: found wrong, not walked on.
  if exists (select from unnest(p_state) s group by s having count(*) > 1)
     or exists (select from unnest(p_state) s, lateral (select (p_net->'heads'->>s)::integer) h (point)
                 where p_net->'kinds'->>h.point = 'end' group by h.point having count(*) > 1) then
    return;
  end if;
  foreach v_flow in array p_state loop
    v_point := (p_net->'heads'->>(v_flow))::integer;
    v_out := array(select jsonb_array_elements_text(p_net->'outs'->(v_point)))::integer[];
    point := v_point;
    case p_net->'kinds'->>(v_point)
      when 'merge' then
        continue when v_point = any (v_merged);
        v_merged := v_merged || v_point;
        v_rest := array(select s from unnest(p_state) s where (p_net->'heads'->>s)::integer <> v_point);
        continue when exists (select from unnest(v_rest) s
                               where kontor.map_awaits(p_net->'awaited'->v_point::text, s::text, p_state::text[]));
        next := array(select s from unnest(v_rest || v_out) s order by s);
        return next;
      when 'condition', 'choice' then
        foreach v_one in array v_out loop
          next := array(select s from unnest(array_remove(p_state, v_flow) || v_one) s order by s);
          return next;
        end loop;
      else
        next := array(select s from unnest(array_remove(p_state, v_flow) || v_out) s order by s);
        return next;
    end case;
  end loop;
end $$;

-- By which flows into each merge a token at a point can still come, without
-- passing the merge: kontor.map_awaits().  Points and flows by number; flows that
-- lead from -1 are not there.
create or replace function kontor.net_awaited(p_kinds text[], p_from integer[], p_to integer[])
  returns table (merge integer, by integer, point integer)
  language sql immutable set search_path = pg_catalog, pg_temp set jit = off
as $$
  with recursive flow as materialized (
    select f.flow, f.tail, f.head from unnest(p_from, p_to) with ordinality f (tail, head, flow) where f.tail > 0),
  walk as (
    select f.head as merge, f.flow::integer as by, f.tail as point from flow f where p_kinds[f.head] = 'merge'
    union
    select w.merge, w.by, f.tail from walk w join flow f on f.head = w.point where w.point <> w.merge)
  select w.merge, w.by, w.point from walk w
$$;

-- The same by their keys: for each merge, by point, the flows.  A point with one way
-- on that is no merge comes by what the next one on its way comes by, so that only
-- merges and points where the way divides are walked from.
create or replace function kontor.map_awaited(p_graph jsonb) returns table (merge text, by_point jsonb)
  language plpgsql immutable set search_path = pg_catalog, pg_temp set jit = off set work_mem = '64MB'
as $$
declare
  v_points text[];
  v_kinds text[];
  v_flows text[];
  v_from integer[];
  v_to integer[];
  v_stops integer[];
  -- Of every point: where its way first divides or is brought together, and the flow
  -- by which it comes there; none where it stands there already.
  v_stop integer[];
  v_last integer[];
begin
  select array_agg(p->>'key' order by n), array_agg(p->>'kind' order by n) into v_points, v_kinds
    from jsonb_array_elements(p_graph->'points') with ordinality q (p, n);
  if not 'merge' = any (v_kinds) then
    return;
  end if;
  select array_agg(f->>'key' order by n), array_agg(t.n_point::integer order by n), array_agg(h.n_point::integer order by n)
    into v_flows, v_from, v_to
    from jsonb_array_elements(p_graph->'flows') with ordinality q (f, n)
    join unnest(v_points) with ordinality t (key, n_point) on t.key = f->>'from'
    join unnest(v_points) with ordinality h (key, n_point) on h.key = f->>'to';
  select array_agg(p.n) into v_stops
    from unnest(v_kinds) with ordinality p (kind, n)
    left join (select f.tail, count(*) as ways from unnest(v_from) f (tail) group by f.tail) o on o.tail = p.n
   where p.kind = 'merge' or o.ways is distinct from 1;
  with recursive flow as materialized (
    select f.flow::integer, f.tail, f.head, f.tail = any (v_stops) as stops
      from unnest(v_from, v_to) with ordinality f (tail, head, flow)),
  way as (
    select s as point, s as stop, null::integer as last from unnest(v_stops) s
    union all
    select f.tail, w.stop, coalesce(w.last, f.flow) from way w join flow f on f.head = w.point and not f.stops)
  select array_agg(w.stop order by p.n), array_agg(w.last order by p.n) into v_stop, v_last
    from unnest(v_points) with ordinality p (key, n) left join way w on w.point = p.n;
  return query
    with point as materialized (
      select p.key, p.n::integer, p.stop, p.last
        from unnest(v_points, v_stop, v_last) with ordinality p (key, stop, last, n) where p.stop is not null),
    -- Lines from one such point to the next, called by the flow that comes in.
    line as materialized (
      select row_number() over () as n, f.tail, p.stop as head, coalesce(p.last, f.flow::integer) as flow
        from unnest(v_from, v_to) with ordinality f (tail, head, flow)
        join point t on t.n = f.tail and t.last is null
        join point p on p.n = f.head),
    come as (
      select w.merge, w.point, jsonb_agg(f.key order by w.flow) as by
        -- Several such lines may come in by one flow.
        from (select distinct w.merge, w.point, l.flow
                from kontor.net_awaited(v_kinds, array(select l.tail from line l order by l.n), array(select l.head from line l order by l.n)) w
                join line l on l.n = w.by where w.point <> w.merge) w
        -- Joined and not subscripted: a place in an array of texts is found by counting.
        join unnest(v_flows) with ordinality f (key, n) on f.n = w.flow
       group by w.merge, w.point)
    select m.key, jsonb_object_agg(c.key, c.by)
      from (select c.merge, p.key, c.by from come c join point p on p.stop = c.point
            union all
            select p.stop, p.key, jsonb_build_array(v_flows[p.last]) from point p where p.last is not null and v_kinds[p.stop] = 'merge') c
      join unnest(v_points) with ordinality m (key, n) on m.n = c.merge
     group by m.key;
end $$;

-- Which two flows could ever hold a token at once, erring on the safe side: where
-- no such two are at odds, the net is sound and no order of moves need be tried;
-- on a net without circles the converse holds as well.  Where a merge goes on
-- because of a third token, the pair of that one and the other tells the same.
create or replace function kontor.net_is_clean(p_kinds text[], p_from integer[], p_to integer[], p_cap integer default 500000)
  returns boolean
  language plpgsql immutable set search_path = pg_catalog, pg_temp set jit = off set work_mem = '64MB'
as $$
declare
  v_count bigint;
  v_wrong boolean;
  v_waiting integer[];
  v_awaited integer[];
  v_left integer;
begin
  with recursive flow as materialized (
    select f.flow::integer, f.tail, f.head, p_kinds[f.head] as kind
      from unnest(p_from, p_to) with ordinality f (tail, head, flow) where f.tail > 0),
  comes as materialized (
    select w.merge, w.point, array_agg(w.by) as ways from kontor.net_awaited(p_kinds, p_from, p_to) w
     where w.point <> w.merge group by w.merge, w.point),
  pair as (
    select a.flow as one, b.flow as other from flow a join flow b on b.tail = a.tail and b.flow <> a.flow where p_kinds[a.tail] = 'split'
    union
    select t.one, t.other
      from pair p join flow a on a.flow = p.one join flow b on b.flow = p.other
      left join comes c on c.merge = a.head and c.point = b.head
      join flow o on o.tail = a.head, lateral (values (o.flow, p.other), (p.other, o.flow)) t (one, other)
     where p.one <> p.other
       and (a.kind <> 'merge' or a.head <> b.head and (c.ways is null or p.one = any (c.ways)))),
  tried as (select p.one, p.other from pair p limit p_cap)
  select count(*), bool_or(p.one = p.other or a.kind = 'end' and a.head = b.head),
         array_agg(p.one) filter (where c.waits), array_agg(p.other) filter (where c.waits)
    into v_count, v_wrong, v_waiting, v_awaited
    from tried p join flow a on a.flow = p.one join flow b on b.flow = p.other
    left join lateral (select not p.one = any (w.ways) as waits from comes w
                        where b.kind = 'merge' and w.merge = a.head and w.point = b.head) c on true;
  if v_wrong or v_count >= p_cap then
    return false;
  end if;
  -- Merges that wait in a ring: who waits for nobody that waits is taken away
  -- until nothing is left.
  loop
    v_left := cardinality(v_waiting);
    if v_left is null then
      return true;
    end if;
    select array_agg(e.waiting), array_agg(e.awaited) into v_waiting, v_awaited
      from unnest(v_waiting, v_awaited) e (waiting, awaited) where e.awaited in (select unnest(v_waiting));
    if cardinality(v_waiting) = v_left then
      return false;
    end if;
  end loop;
end $$;

create or replace function kontor.map_walk_problems(p_graph jsonb, p_cap integer default 4000)
  returns table (severity text, code text, points text[], message text)
  language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
  v_keys text[];
  v_kinds text[];
  v_flow text[];
  v_from integer[];
  v_to integer[];
  v_awaited jsonb;
  v_net jsonb;
  v_start integer;
  v_count bigint;
  v_list integer[];
  v_seen integer[];
  v_point integer;
  v_next integer;
  v_states text[];
  v_moved integer[];
  v_wrong boolean;
begin
  select array_agg(p->>'key' order by n), array_agg(p->>'kind' order by n) into v_keys, v_kinds
    from jsonb_array_elements(p_graph->'points') with ordinality q (p, n);
  select array_agg(t.n_point::integer order by n), array_agg(h.n_point::integer order by n) into v_from, v_to
    from jsonb_array_elements(p_graph->'flows') with ordinality q (f, n)
    join unnest(v_keys) with ordinality t (key, n_point) on t.key = f->>'from'
    join unnest(v_keys) with ordinality h (key, n_point) on h.key = f->>'to';

  -- Fold points in a row: what comes in by the only flow goes out by the only one.
  for v_point in 1 .. cardinality(v_keys) loop
    continue when v_kinds[v_point] in ('start', 'end', 'condition', 'choice', 'split', 'merge');
    v_list := array_positions(v_to, v_point);
    v_seen := array_positions(v_from, v_point);
    if cardinality(v_list) = 1 and cardinality(v_seen) = 1 and v_list[1] <> v_seen[1] then
      v_to[v_list[1]] := v_to[v_seen[1]];
      v_from[v_seen[1]] := -1;
      v_to[v_seen[1]] := -1;
    end if;
  end loop;

  v_start := array_position(v_kinds, 'start');

  if kontor.net_is_clean(v_kinds, v_from, v_to) then
    return;
  end if;

  -- For each merge, the flows from whose heads one can still come, and by which.
  select jsonb_object_agg(q.merge - 1, q.by_flow) into v_awaited
    from (select r.merge, jsonb_object_agg(f.flow - 1, r.by) as by_flow
            from (select w.merge, w.point, jsonb_agg((w.by - 1)::text) as by
                    from kontor.net_awaited(v_kinds, v_from, v_to) w group by w.merge, w.point) r
            join unnest(v_to) with ordinality f (head, flow) on f.head = r.point and r.point <> r.merge
           group by r.merge) q;

  v_net := jsonb_build_object(
    'kinds', to_jsonb(v_kinds),
    'heads', (select jsonb_agg(t - 1 order by n) from unnest(v_to) with ordinality q (t, n)),
    'outs', (select jsonb_agg(coalesce((select jsonb_agg(f - 1) from unnest(array_positions(v_from, p)) f), '[]') order by p)
               from generate_subscripts(v_keys, 1) p),
    'awaited', v_awaited);

  select array_agg(q.state::text), array_agg(q.moved), count(*) into v_states, v_moved, v_count from (
    with recursive walk as (
      select array(select f - 1 from unnest(array_positions(v_from, v_start)) f) as state, v_start - 1 as moved
      union
      select m.next, m.point from walk w, lateral kontor.map_moves(w.state, v_net) m
    )
    select w.state, w.moved from walk w limit p_cap) q;

  if v_count >= p_cap then
    return query select 'error', 'undecided', '{}'::text[],
      'The map has too many parallel ways to be checked; put parts of it into maps of their own.';
    return;
  end if;

  -- A flow with two tokens: parallel ways meet without a merge.
  return query
    select distinct 'error', 'twice', array[v_keys[v_from[f.flow + 1]]],
           format('Parallel ways come together at "%s" without a merge, so it would be done twice at once.',
                  kontor.map_point_name(p_graph, v_keys[v_from[f.flow + 1]]))
      from (select u as flow from unnest(v_states, v_moved) s (state, moved), unnest(s.state::integer[]) u
             group by s.state, s.moved, u having count(*) > 1) f;
  v_wrong := found;

  -- Two before one end: nobody waits for who only ends, so they can stand there at once.
  return query
    select distinct 'error', 'left-over', array[v_keys[e.point]],
           format('Parallel ways come to the same end "%s"; bring them together with a merge first, or give each an end of its own.',
                  kontor.map_point_name(p_graph, v_keys[e.point]))
      from (select v_to[u + 1] as point from unnest(v_states, v_moved) s (state, moved), unnest(s.state::integer[]) u
             where v_kinds[v_to[u + 1]] = 'end' group by s.state, s.moved, v_to[u + 1] having count(*) > 1) e;
  if v_wrong or found then
    return;
  end if;

  -- Tokens that nobody can move: merges that wait for one another.
  return query
    select distinct 'error', 'stuck', array(select distinct v_keys[v_to[u + 1]] from unnest(s.state) u),
           format('The process would hang at %s.',
                  (select string_agg(distinct format('"%s"', kontor.map_point_name(p_graph, v_keys[v_to[u + 1]])), ', ')
                     from unnest(s.state) u))
      from (select distinct m.state::integer[] as state from unnest(v_states) m (state)) s
     where cardinality(s.state) > 0 and not exists (select from kontor.map_moves(s.state, v_net));
end $$;

create or replace function kontor.map_point_name(p_graph jsonb, p_key text) returns text
  language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select coalesce(nullif(p->>'name', ''), p->>'kind') from jsonb_array_elements(p_graph->'points') p
   where p->>'key' = p_key limit 1
$$;

create or replace function kontor.map_problems(p_graph jsonb)
  returns table (severity text, code text, points text[], message text)
  language plpgsql stable set search_path = pg_catalog, pg_temp set jit = off
as $$
declare
  -- The graph may lie compressed beside its row and would be unpacked at each look.
  v_points constant jsonb := p_graph->'points';
  v_flows constant jsonb := p_graph->'flows';
  v_row record;
  v_wrong boolean := false;
begin
  if jsonb_typeof(p_graph) is distinct from 'object' or jsonb_typeof(p_graph->'points') is distinct from 'array'
     or jsonb_typeof(p_graph->'flows') is distinct from 'array' then
    return query select 'error', 'unreadable', '{}'::text[], 'This is not a route map.';
    return;
  end if;
  if jsonb_array_length(v_points) > 2000 or jsonb_array_length(v_flows) > 5000 then
    return query select 'error', 'too-large', '{}'::text[], 'The map has more than 2,000 points.';
    return;
  end if;
  if exists (select from jsonb_array_elements(v_points) p
              group by p->>'key' having count(*) > 1 or (p->>'key') is null)
     or exists (select from jsonb_array_elements(v_flows) f
                 group by f->>'key' having count(*) > 1 or (f->>'key') is null) then
    return query select 'error', 'unreadable', '{}'::text[], 'Two points or two lines of the map have the same key.';
    return;
  end if;
  return query select 'error', 'unreadable', array[f->>'from', f->>'to'], 'A line leads from or to a point that is not there.'
    from jsonb_array_elements(v_flows) f
   where not exists (select from jsonb_array_elements(v_points) p where p->>'key' = f->>'from')
      or not exists (select from jsonb_array_elements(v_points) p where p->>'key' = f->>'to');
  if found then
    return;
  end if;

  for v_row in
    with point as (
      select p->>'key' as key, p->>'kind' as kind, p as point,
             coalesce(nullif(p->>'name', ''), p->>'kind') as name,
             coalesce(i.ways, 0) as ways_in, coalesce(o.ways, 0) as ways_out
        from jsonb_array_elements(v_points) p
        left join (select f->>'to' as key, count(*) as ways from jsonb_array_elements(v_flows) f group by 1) i on i.key = p->>'key'
        left join (select f->>'from' as key, count(*) as ways from jsonb_array_elements(v_flows) f group by 1) o on o.key = p->>'key'),
    flow as (
      select f->>'from' as tail, f->>'to' as head, f->>'answer' as answer, f as flow,
             coalesce((f->>'default')::boolean, false) as otherwise
        from jsonb_array_elements(v_flows) f),
    forward as (
      with recursive walk as (
        select p.key from point p where p.kind = 'start'
        union select f.head from walk w join flow f on f.tail = w.key)
      select key from walk),
    backward as (
      with recursive walk as (
        select p.key from point p where p.kind = 'end'
        union select f.tail from walk w join flow f on f.head = w.key)
      select key from walk)
    select 'error' as severity, 'start' as code, coalesce(array_agg(p.key), '{}') as points,
           case when count(*) = 0 then 'The map has no start.' else 'The map has more than one start.' end as message
      from point p where p.kind = 'start' having count(*) <> 1
    union all
    select 'error', 'end', '{}', 'The map has no end.' from point p where p.kind = 'end' having count(*) = 0
    union all
    select 'error', 'kind', array[p.key], format('"%s" is of a kind that is not known: %s.', p.name, p.kind)
      from point p where p.kind is null or p.kind not in ('start', 'end', 'action', 'condition', 'choice', 'split', 'merge',
                                                          'processing', 'nested', 'timer', 'event')
    union all
    select 'error', 'nested', array[p.key], format('It is not said which process "%s" starts.', p.name)
      from point p where p.kind = 'nested' and coalesce(p.point#>>'{nested,map}', '') = ''
    union all
    select 'error', 'no-way-in', array[p.key], format('No line leads to "%s".', p.name)
      from point p where p.kind <> 'start' and p.ways_in = 0
    union all
    select 'error', 'way-into-start', array[p.key], 'A line leads into the start.'
      from point p where p.kind = 'start' and p.ways_in > 0
    union all
    select 'error', 'no-way-out', array[p.key], format('No line leads on from "%s".', p.name)
      from point p where p.kind <> 'end' and p.ways_out = 0
    union all
    select 'error', 'way-out-of-end', array[p.key], format('A line leads out of the end "%s".', p.name)
      from point p where p.kind = 'end' and p.ways_out > 0
    union all
    select 'error', 'several-ways-out', array[p.key],
           format('Several lines leave "%s"; put a split, a condition or a choice behind it.', p.name)
      from point p where p.kind not in ('end', 'condition', 'choice', 'split') and p.ways_out > 1
    union all
    select 'error', 'one-way', array[p.key], format('"%s" needs at least two lines out.', p.name)
      from point p where p.kind in ('condition', 'choice', 'split') and p.ways_out = 1
    union all
    select 'warning', 'one-way-in', array[p.key], format('Only one line leads to the merge "%s".', p.name)
      from point p where p.kind = 'merge' and p.ways_in = 1
    union all
    select 'error', 'unreachable', array[p.key], format('"%s" cannot be reached from the start.', p.name)
      from point p where p.ways_in > 0 and p.kind <> 'start' and p.key not in (select key from forward)
                     and exists (select from point s where s.kind = 'start')
    union all
    select 'error', 'no-end', array[p.key], format('From "%s" no end can be reached.', p.name)
      from point p where p.ways_out > 0 and p.kind <> 'end' and p.key not in (select key from backward)
                     and exists (select from point s where s.kind = 'end')
    union all
    select 'error', 'name', array[p.key], 'An action has no name.'
      from point p where p.kind = 'action' and coalesce(p.point->>'name', '') = ''
    union all
    select 'error', 'answer-missing', array[p.key], format('"%s": no line is drawn for the answer "%s".', p.name, a->>'text')
      from point p, lateral jsonb_array_elements(case when jsonb_typeof(p.point->'answers') = 'array'
                                                      then p.point->'answers' else '[]' end) a
     where p.kind in ('condition', 'choice')
       and not exists (select from flow f where f.tail = p.key and (f.answer = a->>'key' or f.otherwise))
    union all
    select 'error', 'answer-twice', array[p.key], format('"%s": two lines have the same answer.', p.name)
      from point p where p.kind in ('condition', 'choice')
       and exists (select from flow f where f.tail = p.key and f.answer is not null group by f.answer having count(*) > 1)
    union all
    select 'error', 'answer-unknown', array[p.key], format('"%s": a line has no answer of this question.', p.name)
      from point p where p.kind in ('condition', 'choice') and jsonb_typeof(p.point->'answers') = 'array'
       and jsonb_array_length(p.point->'answers') > 0
       and exists (select from flow f where f.tail = p.key and not f.otherwise
                    and not exists (select from jsonb_array_elements(p.point->'answers') a where a->>'key' = f.answer))
    union all
    select 'error', 'undecidable', array[p.key],
           format('"%s" has neither a question with answers nor a condition.', p.name)
      from point p where p.kind in ('condition', 'choice')
       and coalesce(jsonb_array_length(case when jsonb_typeof(p.point->'answers') = 'array' then p.point->'answers' end), 0) = 0
       and jsonb_typeof(p.point->'condition') is distinct from 'object'
       and not exists (select from flow f where f.tail = p.key and jsonb_typeof(f.flow->'condition') = 'object')
    union all
    select 'error', 'undecidable', array[p.key], format('"%s" needs a line for "yes" and a line for "no".', p.name)
      from point p where p.kind in ('condition', 'choice') and jsonb_typeof(p.point->'condition') = 'object'
       and coalesce(jsonb_array_length(case when jsonb_typeof(p.point->'answers') = 'array' then p.point->'answers' end), 0) = 0
       and exists (select from unnest(array['yes', 'no']) a
                    where not exists (select from flow f where f.tail = p.key and (f.answer = a or f.otherwise)))
    union all
    select 'error', 'undecidable', array[p.key], format('"%s" waits for nothing: give it a condition.', p.name)
      from point p where p.kind = 'event' and jsonb_typeof(p.point->'condition') is distinct from 'object'
    union all
    select 'error', 'processing', array[p.key], format('It is not said what "%s" does.', p.name)
      from point p where p.kind = 'processing'
       and coalesce(p.point#>>'{processing,kind}', '') not in ('set_field', 'create_task', 'create_record', 'start_process', 'call_function')
    union all
    select 'error', 'number', array[p.key], format('"%s": the deadline is not a number of hours.', p.name)
      from point p where coalesce(p.point->>'due_hours', p.point->>'wait_hours', '0') !~ '^[0-9]{1,6}(\.[0-9]+)?$'
  loop
    severity := v_row.severity;
    code := v_row.code;
    points := v_row.points;
    message := v_row.message;
    v_wrong := v_wrong or v_row.severity = 'error';
    return next;
  end loop;

  -- Tokens are only walked on a map that holds together.
  if not v_wrong then
    return query select * from kontor.map_walk_problems(p_graph);
  end if;
end $$;
