-- What keeps this person from closing a claim by hand: the process that closes it, and what is to be done first.
select g.process, g.task
  from kontor.claim_guard($1::uuid) g
