select kontor.run_timers() as moved
