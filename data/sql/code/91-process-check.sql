-- Is a map sound?  The same rules as src/route/map-check.c.
--
-- First what can be seen point by point, then every order in which the tokens
-- of a running process can move is tried: points in a row are folded together
-- before, and a map whose walk has more states than the cap is undecided and
-- therefore cannot be published.

-- The ways on from one state of the walk.  A state is the sorted list of flows
-- that hold a token.  @net: kinds, heads (the point a flow leads to), outs
-- (flows that leave a point), awaited (for a merge: flows that may still come).
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
  -- Two tokens on one flow: found wrong, not walked on.
  if exists (select from unnest(p_state) s group by s having count(*) > 1) then
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
        continue when exists (select from jsonb_array_elements_text(p_net->'awaited'->(v_point)) a
                               where a::integer = any (v_rest));
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
  v_reach boolean[];
  v_awaited jsonb := '[]';
  v_net jsonb;
  v_start integer;
  v_count bigint;
  v_list integer[];
  v_seen integer[];
  v_point integer;
  v_next integer;
  v_states text[];
  v_moved integer[];
  v_row record;
begin
  select array_agg(p->>'key' order by n), array_agg(p->>'kind' order by n) into v_keys, v_kinds
    from jsonb_array_elements(p_graph->'points') with ordinality q (p, n);
  select array_agg(array_position(v_keys, f->>'from') order by n), array_agg(array_position(v_keys, f->>'to') order by n)
    into v_from, v_to
    from jsonb_array_elements(p_graph->'flows') with ordinality q (f, n);

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

  -- For each merge, the flows whose heads can still reach it, going against the arrows.
  for v_point in 1 .. cardinality(v_keys) loop
    v_seen := '{}';
    if v_kinds[v_point] = 'merge' then
      v_list := array[v_point];
      while cardinality(v_list) > 0 loop
        v_next := v_list[1];
        v_list := v_list[2:];
        for v_row in select f as flow, v_from[f] as tail from unnest(array_positions(v_to, v_next)) f loop
          continue when v_row.tail = v_point or v_row.tail = any (v_seen);
          v_seen := v_seen || v_row.tail;
          v_list := v_list || v_row.tail;
        end loop;
      end loop;
    end if;
    v_awaited := v_awaited || jsonb_build_array(coalesce(
      (select jsonb_agg(f - 1) from generate_subscripts(v_to, 1) f where v_to[f] = any (v_seen)), '[]'));
  end loop;

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
  if found then
    return;
  end if;

  -- The end with other tokens alive.
  return query
    select distinct 'error', 'left-over', array[v_keys[s.moved + 1]],
           format('The end "%s" can be reached while other ways are still being walked; bring them together with a merge first.',
                  kontor.map_point_name(p_graph, v_keys[s.moved + 1]))
      from unnest(v_states, v_moved) s (state, moved)
     where v_kinds[s.moved + 1] = 'end' and s.state <> '{}';

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
  language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
  v_row record;
  v_wrong boolean := false;
begin
  if jsonb_typeof(p_graph) is distinct from 'object' or jsonb_typeof(p_graph->'points') is distinct from 'array'
     or jsonb_typeof(p_graph->'flows') is distinct from 'array' then
    return query select 'error', 'unreadable', '{}'::text[], 'This is not a route map.';
    return;
  end if;
  if jsonb_array_length(p_graph->'points') > 2000 or jsonb_array_length(p_graph->'flows') > 5000 then
    return query select 'error', 'too-large', '{}'::text[], 'The map has more than 2,000 points.';
    return;
  end if;
  if exists (select from jsonb_array_elements(p_graph->'points') p
              group by p->>'key' having count(*) > 1 or (p->>'key') is null)
     or exists (select from jsonb_array_elements(p_graph->'flows') f
                 group by f->>'key' having count(*) > 1 or (f->>'key') is null) then
    return query select 'error', 'unreadable', '{}'::text[], 'Two points or two lines of the map have the same key.';
    return;
  end if;
  return query select 'error', 'unreadable', array[f->>'from', f->>'to'], 'A line leads from or to a point that is not there.'
    from jsonb_array_elements(p_graph->'flows') f
   where not exists (select from jsonb_array_elements(p_graph->'points') p where p->>'key' = f->>'from')
      or not exists (select from jsonb_array_elements(p_graph->'points') p where p->>'key' = f->>'to');
  if found then
    return;
  end if;

  for v_row in
    with point as (
      select p->>'key' as key, p->>'kind' as kind, p as point,
             coalesce(nullif(p->>'name', ''), p->>'kind') as name,
             (select count(*) from jsonb_array_elements(p_graph->'flows') f where f->>'to' = p->>'key') as ways_in,
             (select count(*) from jsonb_array_elements(p_graph->'flows') f where f->>'from' = p->>'key') as ways_out
        from jsonb_array_elements(p_graph->'points') p),
    flow as (
      select f->>'from' as tail, f->>'to' as head, f->>'answer' as answer, f as flow,
             coalesce((f->>'default')::boolean, false) as otherwise
        from jsonb_array_elements(p_graph->'flows') f),
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
    select 'error', 'performer', array[p.key], format('The performer of "%s" is not an active employee.', p.name)
      from point p where p.point#>>'{performer,kind}' = 'employee'
       and not exists (select from kontor.employee e where e.id::text = p.point#>>'{performer,id}' and e.active)
    union all
    select 'error', 'stage', array[p.key], format('The stage of "%s" is not known.', p.name)
      from point p where coalesce(p.point->>'stage', '') <> ''
       and not exists (select from kontor.stage s where s.id::text = p.point->>'stage')
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
