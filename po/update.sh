#!/bin/sh
# Collects the texts for people and brings the translations up to date.
#
#   sh po/update.sh          afterwards po/*.po hold every text, new ones empty
set -eu
cd "$(dirname "$0")/.."

{
  grep -rlE '(\b[NC]?_ ?\("|\bngettext ?\(|\b(g_dngettext|g_dpgettext2?) ?\()' src --include='*.c' --include='*.h'
  grep -rl 'translatable="yes"' ui --include='*.ui'
  ls data/*.desktop.in data/*.metainfo.xml.in data/*.gschema.xml 2> /dev/null || true
} | LC_ALL=C sort > po/POTFILES.in

xgettext --files-from=po/POTFILES.in --from-code=UTF-8 --output=po/kontor.pot \
  --package-name=kontor --add-comments=Translators --no-location \
  --keyword=_ --keyword=N_ --keyword=C_:1c,2 --keyword=NC_:1c,2 --keyword=g_dpgettext2:2c,3 --keyword=g_dngettext:2,3

while read -r language; do
  msgmerge --quiet --update --backup=none --no-fuzzy-matching --no-location \
    "po/$language.po" po/kontor.pot
  printf '%s: ' "$language"
  msgfmt --statistics -o /dev/null "po/$language.po"
done < po/LINGUAS
rm -f po/kontor.pot
