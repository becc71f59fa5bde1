#!/bin/sh
# kontor-admin print, as a script in the server room uses it.  Usage: tool.sh KONTOR_ADMIN
set -eu
admin=$1
export PGHOST="$KONTOR_TEST_HOST" PGUSER=postgres PGOPTIONS='-c client_min_messages=warning'
base=print_tool_$$
folder=$(mktemp -d "${TMPDIR:-/tmp}/kontor-print.XXXXXX")
createdb -T kontor_empty "$base"
trap 'dropdb --force "$base"; rm -rf "$folder"' EXIT
partner=00000000-0000-7000-8000-000000000101
psql -qX -v ON_ERROR_STOP=1 "$base" <<SQL
insert into kontor.partner (id, name, manager_id, team_id) values
  ('$partner', 'ООО «МАРКЕР»', '00000000-0000-7000-8000-000000000011', '00000000-0000-7000-8000-000000000001');
insert into kontor.address (id, partner_id, street, postcode, city, country) values
  ('00000000-0000-7000-8000-000000000102', '$partner', 'ул. Лесная, д. 5', '125196', 'Москва', 'RU');
insert into kontor.offer (id, number, partner_id, manager_id, team_id) values
  ('00000000-0000-7000-8000-000000000103', 'P-1', '$partner', '00000000-0000-7000-8000-000000000011', '00000000-0000-7000-8000-000000000001');
insert into kontor.offer_line (id, offer_id, position, name, quantity, price, vat_rate) values
  ('00000000-0000-7000-8000-000000000104', '00000000-0000-7000-8000-000000000103', 1, 'Desk', 3, 33.35, 17);
SQL

number=0
report () {
  number=$((number + 1))
  if [ "$1" = yes ]; then echo "ok $number - $2"; else echo "not ok $number - $2"; fi
}
# Runs kontor-admin as a person; "yes" where it ended well.
print_as () {
  person=$1
  shift
  if PGUSER=$person PGDATABASE=$base "$admin" print "$@" 2> "$folder/errors"; then echo yes; else echo no; fi
}
has () { if pdftotext "$1" - | grep -qF -- "$2"; then echo yes; else echo no; fi; }
not () { if [ "$1" = yes ]; then echo no; else echo yes; fi; }

echo 1..8
report "$(print_as seller_one envelope --partner $partner --format C6/5 --output "$folder/e.pdf")" 'R194 an envelope for a partner'
report "$(if pdfinfo "$folder/e.pdf" | grep -q '649.1.* x 323.1'; then echo yes; else echo no; fi)" 'R194 it has the size of C6/5'
report "$(has "$folder/e.pdf" '«МАРКЕР»')" 'R194 the name is a whole word on it'
report "$(print_as seller_one offer --offer P-1 --language en --output "$folder/o.pdf")" 'R163 an offer by its number'
report "$(has "$folder/o.pdf" 117.06)" 'R163 its total is 3 times 33.35 and 17 per cent'
report "$(not "$(print_as seller_three offer --offer P-1 --output "$folder/x.pdf")")" 'R163 who may not see the offer may not print it'
report "$(not "$(test -e "$folder/x.pdf" && echo yes || echo no)")" 'R163 and no file is written'
report "$(not "$(print_as seller_one envelope --partner $partner --format A9 --output "$folder/x.pdf")")" 'R194 an unknown format is refused'
