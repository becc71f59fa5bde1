-- A login that the server has already becomes the office's own, because a superuser says so.
select kontor.adopt_login($1::text)
