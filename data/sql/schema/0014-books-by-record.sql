-- The history is read by record and by operation, the news by transaction; nobody
-- looks for one line by its number, and numbers that are always generated are
-- unique without being asked.  Every row that anybody writes had an index entry
-- more in each of the two for nothing.

alter table kontor.history drop constraint history_pkey;
alter table kontor.change_log drop constraint change_log_pkey;
