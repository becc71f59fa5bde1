-- The walk: tokens go on until every one of them waits.

-- The rule of the merges, BPMN's inclusive gateway (2.0, 13.4.3): a token elsewhere
-- is waited for where it can still come, but by no way on which one has come.
-- @p_awaited: of the merge, by place of that token, the flows by which it can
-- come (kontor.map_awaited()); @p_came: the flows that hold a token.
create or replace function kontor.map_awaits(p_awaited jsonb, p_place text, p_came text[]) returns boolean
  language sql immutable
as $$
  select p_awaited ? p_place and not p_awaited->p_place ?| p_came
$$;

-- Where an end was reached and no token is left, the process is over.
create or replace function kontor.engine_finishes(p_process kontor.process, p_result text, p_outcome text) returns void
  language plpgsql
as $$
declare
  v_outcome text := p_outcome;
begin
  if v_outcome is null then
    -- Another way may have ended before with what becomes of the deal.
    select s.answer into v_outcome from kontor.process_step s
     where s.process_id = p_process.id and s.action = 'ended' and s.answer is not null order by s.seq desc limit 1;
  end if;
  update kontor.process p set state = 'done', ended_at = clock_timestamp(), result = coalesce(p_result, v_outcome)
   where p.id = p_process.id;
  if p_process.deal_id is not null and v_outcome is not null then
    if v_outcome = 'lost' and not exists (select from kontor.deal d
                                           where d.id = p_process.deal_id and d.loss_reason_id is not null) then
      raise exception 'Say first why the deal was lost: fill in the reason of refusal.' using errcode = 'KO001';
    end if;
    perform kontor.engine_moves_deal(p_process.deal_id, null, v_outcome, null);
  end if;
  if p_process.parent_id is not null then
    perform kontor.engine_returns(p_process);
  end if;
end $$;

-- Lets tokens go along flows to where these lead.  @p_token goes along the first
-- of them; @p_answer is what the condition it comes to was told.  @p_left: the
-- step with which it left, written with those that follow.  Returns the tasks
-- made; @over: the process has ended.
create or replace function kontor.engine_walk(p_process kontor.process, p_token uuid, p_flows text[], p_heads text[], p_author uuid,
                                              p_answer text default null, p_left kontor.process_step default null,
                                              out tasks uuid[], out over boolean)
  language plpgsql
as $$
declare
  v_flows text[] := p_flows;
  v_heads text[] := p_heads;
  v_tokens uuid[] := array[p_token];
  v_answers text[] := array[p_answer];
  v_steps kontor.process_step[] := '{}';
  v_next integer := 1;
  v_last integer := cardinality(p_flows);
  v_flow text;
  v_token uuid;
  v_answer text;
  v_point kontor.route_point;
  v_way integer;
  v_problem text;
  v_holds boolean;
  v_ended boolean := false;
  v_result text;
  v_outcome text;
  v_nested record;
begin
  tasks := '{}';
  over := false;
  if p_left is distinct from null then
    v_steps := array[p_left];
  end if;
  loop
    while v_next <= v_last loop
      if v_next > 1000 then
        raise exception 'The process walks in a circle without any task; its map is drawn wrong.' using errcode = 'KO001';
      end if;
      v_flow := v_flows[v_next];
      v_token := v_tokens[v_next];
      v_answer := v_answers[v_next];
      select * into v_point from kontor.route_point r where r.version_id = p_process.map_version_id and r.key = v_heads[v_next];
      if not found then
        raise exception 'The map has no point "%".', v_heads[v_next] using errcode = 'KO001';
      end if;
      v_next := v_next + 1;
      v_way := null;
      v_steps := v_steps || (null, p_process.id, clock_timestamp(), v_point.key, 'arrived', v_flow, null, null, null, p_author,
                             p_process.manager_id, p_process.team_id)::kontor.process_step;
      if v_point.stage_id is not null and p_process.deal_id is not null then
        perform kontor.engine_writes_stage(p_process.deal_id, v_point.stage_id, p_author);
      end if;
      -- What may write steps of its own finds those before it written.
      if v_point.kind not in ('split', 'merge', 'end') and not (v_point.kind = 'action' and v_point.usual) then
        perform kontor.engine_writes_steps(v_steps);
        v_steps := '{}';
      end if;

      case v_point.kind
        when 'end' then
          delete from kontor.process_token k where k.id = v_token;
          v_ended := true;
          v_outcome := coalesce(nullif(v_point.point->>'outcome', ''), v_outcome);
          v_result := coalesce(v_point.name, v_result);
          v_steps := v_steps || (null, p_process.id, clock_timestamp(), v_point.key, 'ended', null, nullif(v_point.point->>'outcome', ''),
                                 v_point.name, null, p_author, p_process.manager_id, p_process.team_id)::kontor.process_step;
        when 'action' then
          tasks := tasks || kontor.engine_tasks(p_process, kontor.engine_stands(p_process, v_token, v_point.key, v_flow, 'task'),
                                                v_point, p_author);
        when 'condition', 'choice' then
          if v_answer is null and v_point.answers is not null then
            tasks := tasks || kontor.engine_tasks(p_process, kontor.engine_stands(p_process, v_token, v_point.key, v_flow, 'task'),
                                                  v_point, p_author);
          else
            v_problem := null;
            if v_answer is not null then
              v_way := kontor.engine_way(p_process, v_point, v_answer);
            else
              begin
                v_way := kontor.engine_way(p_process, v_point, null);
              exception when data_exception or syntax_error_or_access_rule_violation or sqlstate 'KO001' then
                v_problem := sqlerrm;
              end;
            end if;
            if v_way is null then
              tasks := tasks || kontor.engine_tasks(p_process,
                kontor.engine_stands(p_process, v_token, v_point.key, v_flow, 'person'), v_point, p_author,
                coalesce(v_problem, 'No way out of this point fits, so a person has to choose.'));
            end if;
          end if;
        when 'split' then
          v_flows := v_flows || v_point.flows;
          v_heads := v_heads || v_point.heads;
          v_tokens := v_tokens || v_token || array_fill(null::uuid, array[cardinality(v_point.flows) - 1]);
          v_answers := v_answers || array_fill(null::text, array[cardinality(v_point.flows)]);
          v_last := v_last + cardinality(v_point.flows);
        when 'merge' then
          perform kontor.engine_stands(p_process, v_token, v_point.key, v_flow, 'merge');
        when 'processing' then
          v_problem := kontor.engine_processes(p_process, v_point);
          if v_problem is null then
            v_way := 1;
          else
            v_token := kontor.engine_stands(p_process, v_token, v_point.key, v_flow, 'retry');
            tasks := tasks || kontor.engine_fails(p_process, v_token, v_point, 1, v_problem);
          end if;
        when 'timer' then
          v_token := kontor.engine_stands(p_process, v_token, v_point.key, v_flow, 'timer');
          perform kontor.engine_job('timer', p_process.id, v_token, null, kontor.engine_until(p_process, v_point, clock_timestamp()));
        when 'event' then
          v_problem := null;
          begin
            v_holds := kontor.engine_holds(p_process, v_point.point->'condition');
          exception when data_exception or syntax_error_or_access_rule_violation then
            v_problem := sqlerrm;
          end;
          if v_problem is not null then
            tasks := tasks || kontor.engine_asks_what_now(p_process,
              kontor.engine_stands(p_process, v_token, v_point.key, v_flow, 'person'), v_point, v_problem);
          elsif v_holds then
            v_way := 1;
          else
            v_token := kontor.engine_stands(p_process, v_token, v_point.key, v_flow, 'event');
            update kontor.process_token k
               set give_up_at = clock_timestamp() + nullif((v_point.point->>'give_up_hours')::numeric, 0) * interval '1 hour'
             where k.id = v_token and coalesce(v_point.point->>'give_up_hours', '') <> '';
            perform kontor.engine_job('event', p_process.id, v_token, null, clock_timestamp() + interval '1 minute');
          end if;
        when 'nested' then
          v_token := kontor.engine_stands(p_process, v_token, v_point.key, v_flow, 'retry');
          v_nested := kontor.engine_nests(p_process, v_token, v_point);
          tasks := tasks || v_nested.tasks;
          if v_nested.problem is not null then
            tasks := tasks || kontor.engine_fails(p_process, v_token, v_point, 1, v_nested.problem);
          elsif v_nested.over then
            v_way := 1;
          end if;
        else
          tasks := tasks || kontor.engine_asks_what_now(p_process,
            kontor.engine_stands(p_process, v_token, v_point.key, v_flow, 'person'), v_point,
            format('A point of the kind "%s" cannot be run.', v_point.kind));
      end case;
      if v_way is not null then
        v_flows := v_flows || v_point.flows[v_way];
        v_heads := v_heads || v_point.heads[v_way];
        v_tokens := v_tokens || v_token;
        v_answers := v_answers || null::text;
        v_last := v_last + 1;
      end if;
    end loop;

    -- A merge goes on as soon as nobody can come to it any more, or only by ways
    -- on which one has come already.  A token that went elsewhere may be what
    -- another merge was still waiting for.
    exit when not v_point.joins;
    select r.* into v_point
      from kontor.route_point r
     where r.version_id = p_process.map_version_id and r.kind = 'merge'
       and r.key in (select k.point from kontor.process_token k where k.process_id = p_process.id and k.waits_for = 'merge')
       and not exists (select from kontor.process_token k
                        where k.process_id = p_process.id and k.point <> r.key
                          and kontor.map_awaits(r.awaited, k.point, array(select h.flow from kontor.process_token h
                                                                           where h.process_id = p_process.id and h.point = r.key)))
     order by r.key limit 1;
    exit when not found;
    select k.id into v_token from kontor.process_token k
     where k.process_id = p_process.id and k.point = v_point.key order by k.arrived_at, k.id limit 1;
    delete from kontor.process_token k where k.process_id = p_process.id and k.point = v_point.key and k.id <> v_token;
    v_steps := v_steps || (null, p_process.id, clock_timestamp(), v_point.key, 'left', v_point.flows[1], null, null, null, p_author,
                           p_process.manager_id, p_process.team_id)::kontor.process_step;
    v_flows := v_flows || v_point.flows[1];
    v_heads := v_heads || v_point.heads[1];
    v_tokens := v_tokens || v_token;
    v_answers := v_answers || null::text;
    v_last := v_last + 1;
  end loop;

  if cardinality(v_steps) > 0 then
    perform kontor.engine_writes_steps(v_steps);
  end if;
  if v_ended and not exists (select from kontor.process_token k where k.process_id = p_process.id) then
    over := true;
    perform kontor.engine_finishes(p_process, v_result, v_outcome);
  end if;
end $$;

-- A token leaves the point it stood at by a way that is known.
create or replace function kontor.engine_leaves(p_process kontor.process, p_token uuid, p_point kontor.route_point, p_way integer default 1,
                                                p_note text default null) returns uuid[]
  language plpgsql
as $$
begin
  perform kontor.engine_withdraws(p_process.id, p_token);
  perform kontor.engine_step(p_process, p_point.key, 'left', p_point.flows[p_way], null, p_note);
  return (kontor.engine_walk(p_process, p_token, array[p_point.flows[p_way]], array[p_point.heads[p_way]], kontor.engine_author())).tasks;
end $$;

-- Begins the published version of a map on a record.  @p_parent: the process and
-- its token that this one is nested in; @p_project: for which it is walked, where the
-- record does not say that.  The caller has checked every right.
create or replace function kontor.engine_starts(p_map uuid, p_subject text, p_record uuid, p_starter uuid, p_note text default null,
                                                p_parent kontor.process default null, p_parent_token uuid default null,
                                                p_project uuid default null, out process uuid, out tasks uuid[])
  language plpgsql
as $$
declare
  v_earlier text := kontor.engine_enter();
  v_map kontor.route_map;
  v_version uuid;
  v_record jsonb;
  v_process kontor.process;
  v_start kontor.route_point;
begin
  select * into v_map from kontor.route_map m where m.id = p_map;
  if not found then
    raise exception 'There is no such route map.' using errcode = 'KO001';
  end if;
  if v_map.subject <> p_subject then
    raise exception 'The map "%" is made for another kind of record.', v_map.name using errcode = 'KO001';
  end if;
  select v.id into v_version from kontor.route_map_version v where v.map_id = p_map and v.state = 'published';
  if not found then
    raise exception 'The map "%" has no published version yet.', v_map.name using errcode = 'KO001';
  end if;
  v_record := kontor.engine_record(p_subject, p_record);
  if v_record is null then
    raise exception 'The record is not there any more.' using errcode = 'KO001';
  end if;
  if (p_parent).depth >= 10 then
    raise exception 'The map "%" starts itself again and again.', v_map.name using errcode = 'KO001';
  end if;
  begin
    insert into kontor.process (id, name, map_id, map_version_id, subject, record_id, partner_id, deal_id, project_id,
                                manager_id, team_id, created_by, parent_id, parent_token_id, depth)
    values (kontor.new_id(),
            v_map.name || ': ' || coalesce(v_record->>(select e.title_column from kontor.entity e where e.name = p_subject), ''),
            p_map, v_version, p_subject, p_record,
            case when p_subject = 'partner' then p_record else coalesce((v_record->>'partner_id')::uuid, (p_parent).partner_id) end,
            case when p_subject = 'deal' then p_record else coalesce((v_record->>'deal_id')::uuid, (p_parent).deal_id) end,
            coalesce(p_project, case when p_subject = 'project' then p_record else (v_record->>'project_id')::uuid end, (p_parent).project_id),
            coalesce((v_record->>'manager_id')::uuid, (p_parent).manager_id, p_starter),
            coalesce((v_record->>'team_id')::uuid, (p_parent).team_id,
                     (select e.team_id from kontor.employee e where e.id = p_starter)),
            p_starter, (p_parent).id, p_parent_token, coalesce((p_parent).depth + 1, 0))
    returning * into v_process;
  exception when unique_violation then
    raise exception 'The map "%" is being walked on this record already.', v_map.name using errcode = 'KO001';
  end;
  select * into strict v_start from kontor.route_point r where r.version_id = v_version and r.kind = 'start';
  perform kontor.engine_step(v_process, v_start.key, 'left', v_start.flows[1], null, p_note);
  if v_process.deal_id is not null and v_start.stage_id is not null then
    perform kontor.engine_writes_stage(v_process.deal_id, v_start.stage_id, kontor.engine_author());
  end if;
  process := v_process.id;
  tasks := (kontor.engine_walk(v_process, null, v_start.flows[1:1], v_start.heads[1:1], kontor.engine_author())).tasks;
  perform kontor.engine_leave(v_earlier);
end $$;
