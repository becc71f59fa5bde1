#!/bin/sh
# The keys by which names are found and sorted are stored: what the functions answer
# now must be, to the letter, what they answered when the oldest base was filled, as
# the first step of the schema tells them.
set -eu
export PGHOST="${KONTOR_TEST_HOST:?run me through tests/with-server.sh}" PGUSER=postgres
database="text_keys_$$"
step="$(dirname "$0")/../../data/sql/schema/0001-foundation.sql"
createdb -T kontor_empty "$database"
trap 'dropdb --if-exists --force "$database"' EXIT

{
  echo 'create schema first_step; set check_function_bodies = off;'
  sed -n '/^create function kontor.fold(/,/^-- Bookkeeping/p' "$step" | sed 's/kontor\./first_step./g'
} > "${TMPDIR:-/tmp}/$database.sql"
psql -qX -d "$database" -v ON_ERROR_STOP=1 -f "${TMPDIR:-/tmp}/$database.sql"
rm -f "${TMPDIR:-/tmp}/$database.sql"

psql -qXAt -d "$database" -v ON_ERROR_STOP=1 <<'SQL'
select setseed(0.25);
create temp table word as
  select n, string_agg(piece, '' order by random()) as value
  from (select n, (array['a','b','c','d','D','i','I','İ','ı','ё','Ё','č','Ć','ç','đ','ğ','ö','š','ş','ü','ž','ß','æ','œ','Ш','щ','ц','ч','х','љ','Њ','ы',
                         ' ','  ',E'\t',E'\n',' ','.','-','/','_','&','d.o.o.',' GmbH ','ООО ',' A.Ş.',' и ','sch','sh','kh','ya','ie','x','ck','y','aa','bb',
                         '11','q','w','z',' co ',' kg','e','o','u','日','ﬁ','é','e' || chr(769),chr(160),chr(1),'"','''','(','1','2','0','Σ','+387 33 '])
                        [1 + floor(random() * 78)::integer] as piece
        from generate_series(1, 20000) n, generate_series(1, 9) place where place <= 2 + n % 8) as pieces
  group by n;
select '1..4';
select case when count(*) = 0 then 'ok 1 - what is searched' else 'not ok 1 - what is searched, ' || min(value) end
  from word where first_step.fold(value) is distinct from kontor.fold(value);
select case when count(*) = 0 then 'ok 2 - R330: what is sorted by' else 'not ok 2 - R330: what is sorted by, ' || min(value) end
  from word where first_step.collation_key(value) is distinct from kontor.collation_key(value);
select case when count(*) = 0 then 'ok 3 - D3: what doubles are found by' else 'not ok 3 - D3: what doubles are found by, ' || min(value) end
  from word where first_step.match_key(value) is distinct from kontor.match_key(value);
select case when count(*) = 0 then 'ok 4 - D3: what a telephone is found by' else 'not ok 4 - D3: what a telephone is found by, ' || min(value) end
  from word where first_step.phone_key(value) is distinct from kontor.phone_key(value);
SQL
