-- The doors are for the three roles, the engine's inside is for nobody.
do $$
declare
  v_doors constant text[] := array[
    'start_process', 'complete_task', 'take_task', 'give_back_task', 'redirect_task', 'redirect_tasks', 'stop_process',
    'continue_process', 'cancel_process', 'move_token', 'retry_step', 'skip_step', 'save_map_draft', 'discard_map_draft',
    'copy_map', 'remove_map', 'publish_map', 'process_state', 'process_now'];
  v_function regprocedure;
begin
  for v_function in
    select p.oid::regprocedure from pg_proc p
     where p.pronamespace = 'kontor'::regnamespace
       and (p.proname like 'engine\_%' or p.proname like 'map\_%' or p.proname = 'give_to_least_busy' or p.proname = any (v_doors))
  loop
    execute format('revoke all on function %s from public, kontor_seller, kontor_head, kontor_administrator', v_function);
  end loop;
  for v_function in
    select p.oid::regprocedure from pg_proc p where p.pronamespace = 'kontor'::regnamespace and p.proname = any (v_doors)
  loop
    execute format('grant execute on function %s to kontor_seller, kontor_head, kontor_administrator', v_function);
  end loop;
end $$;
