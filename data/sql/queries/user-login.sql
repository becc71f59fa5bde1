-- Gives a login ($1), which it makes where there is none, its membership ($2) and secret ($3).
select kontor.let_in($1::text, $2::text, $3::text)
