"""What the product brings along can be said in the office's language."""
import pathlib
import re
import sys

from tap import run

ROOT = pathlib.Path(sys.argv[1])


def shipped_names():
    """R330 each shipped name and text of the seed can be translated"""
    code = (ROOT / 'src/db/seed-words.c').read_text()
    words = {word.replace('\\"', '"') for word in re.findall(r'NC_\("shipped", "((?:[^"\\]|\\.)*)"\)', code)}
    seed = (ROOT / 'data/sql/code/95-seed.sql').read_text()
    maps = (ROOT / 'data/sql/code/96-seed-maps.sql').read_text()
    engine = (ROOT / 'data/sql/code/90-process-work.sql').read_text()
    used = re.findall(r"kontor\.word\('((?:[^']|'')*)'\)", seed + maps + engine)
    used += re.findall(r"seed_view\(\d+, '[a-z_]+', '((?:[^']|'')*)'", seed)
    used += re.findall(r"'(?:name|text|question)', '((?:[^']|'')+)'", maps)
    used += re.findall(r'"label": "([^"]*)"', maps)
    for row in re.findall(r"kontor\.word\(name\).*?unnest\(array\[((?:'(?:[^']|'')*'[, ]*)+)\]", seed, re.S):
        used += re.findall(r"'((?:[^']|'')*)'", row)
    names = {name.replace("''", "'") for name in used}
    # Names of places stay as they are there.
    for name in sorted(names - words - {'Sarajevo'}):
        yield f'“{name}” is missing in src/db/seed-words.c'
    for name in sorted(words - names):
        yield f'“{name}” is not of the seed'


run(shipped_names)
