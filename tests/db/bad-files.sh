#!/bin/sh
# Files that a person brings along (R308): what is broken costs its own row and
# is told with its line; nothing is doubled, nothing half-written.
# KONTOR_IMPORT_MEGABYTES sets the size of the large file.
folder=$(mktemp -d)
database="bad_files_$$"
export PGHOST="${KONTOR_TEST_HOST:?run me through tests/with-server.sh}" LC_ALL=C.UTF-8
createdb -U postgres -T kontor_empty "$database" || exit 1
trap 'dropdb -U postgres --if-exists --force "$database"; rm -rf "$folder"' EXIT
admin="${KONTOR_ADMIN:?}"

import () {
  PGUSER=seller_one PGDATABASE=$database "$admin" import partner "$@" > "$folder/out" 2>&1
  status=$?
}
ask () {
  psql -qXAt -U postgres -d "$database" -c "$1"
}
. "$(dirname "$0")/../tap.sh"
says () { grep -q -- "$1" "$folder/out"; }
is () { [ "$1" = "$2" ]; }

printf 'Name;City\n\316\316\316 "\320\356\354\340\370\352\340";\314\356\361\352\342\340\n\307\340\342\356\344 \312\340\354\340;\314\356\361\352\342\340\n\314\340\343\340\347\350\355 \326\342\345\362\373;\312\340\347\340\355\374\n' > "$folder/cp1251.csv"
import "$folder/cp1251.csv"
check 'CP1251 is recognised' says WINDOWS-1251
check 'and read' is "$(ask "select count(*) from kontor.partner where city in ('Москва', 'Казань')")" 3

printf '\357\273\277Name,City\nMark,Bom\n' > "$folder/bom.csv"
import "$folder/bom.csv"
check 'a byte order mark is no part of the heading' is "$(ask "select city from kontor.partner where name = 'Mark'")" Bom

printf 'Name,City\nFine,One\n"Open,Two\nStill fine,Three\n' > "$folder/quotes.csv"
import "$folder/quotes.csv"
check 'a quote that is never closed is told' is "$status" 3
check 'with its line' says '^line 3:'
check 'and the rows before it are there' is "$(ask "select count(*) from kontor.partner where name = 'Fine'")" 1

printf 'Name,City\nOnly a name\nToo,many,cells,here\n' > "$folder/missing.csv"
import "$folder/missing.csv"
check 'a row without its last cells is taken' is "$(ask "select count(*) from kontor.partner where name = 'Only a name'")" 1

printf 'City\nSarajevo\n' > "$folder/no-name.csv"
import "$folder/no-name.csv"
check 'a file without the name is refused as a whole' is "$status" 1

printf 'Name,City\nNul\000byte,Here\nAfter,There\n' > "$folder/nul.csv"
import "$folder/nul.csv"
check 'a NUL byte costs its row only' is "$(ask "select count(*) from kontor.partner where name = 'After'")" 1
check 'and is told' is "$status" 3

{ printf 'Name,City\n'; head -c 10000 /dev/zero | tr '\0' x; printf ',Long\nShort,One\n'; } > "$folder/long.csv"
import "$folder/long.csv"
check 'a name of 10,000 letters is refused' is "$status" 3
check 'its neighbour is not' is "$(ask "select count(*) from kontor.partner where name = 'Short'")" 1

printf 'Name,City\n=cmd|calc!A1,Formula\n' > "$folder/formula.csv"
import "$folder/formula.csv"
PGUSER=seller_one PGDATABASE=$database "$admin" export partner > "$folder/out" 2>&1
check 'a formula comes in as text and goes out neutralised' says "'=cmd|calc!A1"

# R308: what is exported comes in again as it was.
createdb -U postgres -T kontor_empty "${database}_again"
psql -qX -U postgres -d "${database}_again" -v ON_ERROR_STOP=1 <<'SQL'
insert into kontor.partner (id, name, city, phone, email, website, note, manager_id) values
 (gen_random_uuid(), 'Abroad GmbH', 'Berlin', '+49 30 1234567', 'info@abroad.example', 'www.abroad.example', '-', '00000000-0000-7000-8000-000000000011'),
 (gen_random_uuid(), '=cmd|calc!A1', 'Köln', '030 1', null, null, '''=typed with an apostrophe', '00000000-0000-7000-8000-000000000011'),
 (gen_random_uuid(), '@home', null, '+387 33 1', null, null, 'says "hello", twice', '00000000-0000-7000-8000-000000000011'),
 (gen_random_uuid(), 'O''Neill', null, null, null, null, '''quoted''', '00000000-0000-7000-8000-000000000011');
SQL
PGUSER=seller_one PGDATABASE=${database}_again "$admin" export partner --output "$folder/first.csv"
check 'a telephone number with its + goes out neutralised' grep -q "'+49 30 1234567" "$folder/first.csv"
psql -qX -U postgres -d "${database}_again" -c 'truncate kontor.partner cascade' 2> /dev/null
PGUSER=seller_one PGDATABASE=${database}_again "$admin" import partner "$folder/first.csv" > "$folder/out" 2>&1
PGUSER=seller_one PGDATABASE=${database}_again "$admin" export partner --output "$folder/second.csv"
rows () {
  /usr/bin/python3 -c 'import csv, sys
for row in csv.DictReader(open(sys.argv[1], newline="")):
    print({name: value for name, value in row.items() if name != "id" and not name.endswith("_at") and not name.endswith("_by")})' "$1"
}
rows "$folder/first.csv" > "$folder/first"
rows "$folder/second.csv" > "$folder/second"
diff "$folder/first" "$folder/second" > "$folder/out"
check 'and comes in again as it was, formulas and apostrophes too' cmp "$folder/first" "$folder/second"
check 'all of it' is "$(wc -l < "$folder/second")" 4
dropdb -U postgres --force "${database}_again"

import "$folder/cp1251.csv"
check 'the same file again makes no doubles (R309)' is "$(ask "select count(*) from kontor.partner where city in ('Москва', 'Казань')")" 3

import "$folder/there-is-none.csv"
check 'a missing file is told' is "$status" 1

megabytes=${KONTOR_IMPORT_MEGABYTES:-200}
/usr/bin/python3 - "$folder/large.csv" "$megabytes" <<'PYTHON'
import sys
with open(sys.argv[1], 'w') as file:
    file.write('Name,Note,City\n')
    filler = 'x' * 20000
    for i in range(int(sys.argv[2]) * 50):
        file.write(f'Large {i % 200},{filler},Town\n')
PYTHON
( ulimit -v 1500000; PGUSER=seller_one PGDATABASE=$database timeout 280 "$admin" import partner "$folder/large.csv" --dry-run --map Note= > "$folder/out" 2>&1 )
check "a file of $megabytes MB is streamed" says "^$((megabytes * 50)) rows:"

# R330: what the server refuses is told in the language of who asked.
mkdir -p "$folder/locale/ru/LC_MESSAGES"
msgfmt -o "$folder/locale/ru/LC_MESSAGES/kontor.mo" "$(dirname "$0")/../data/messages/ru.po"
printf 'name\nNorth\n' > "$folder/employees.csv"
LANGUAGE=ru KONTOR_LOCALE_DIR="$folder/locale" PGUSER=seller_one PGDATABASE=$database \
  "$admin" import employee "$folder/employees.csv" > "$folder/out" 2>&1
check "a refusal is told in the language of who asked" says 'Нет права на импорт: Сотрудник'

echo "1..$n"
exit $failed
