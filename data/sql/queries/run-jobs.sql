select kontor.run_jobs($1::integer)
