-- Ends what those have open who may not sign in any more.
select kontor.end_shut_out()
