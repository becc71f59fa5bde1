select key, value from kontor.recall($1::text)
