"""What the product brings along can be said in the office's language."""
import json
import pathlib
import re
import sys

from tap import run

ROOT = pathlib.Path(sys.argv[1])


def words_of_map(value, spoken=False):
    """All texts of a map that somebody reads."""
    if isinstance(value, dict):
        for key, inner in value.items():
            # The name of a new record is read as well, the name of its column is not.
            if key in ('name', 'text', 'question', 'method', 'label', 'checklist', 'stage') and inner != '':
                yield from words_of_map(inner, True)
            elif key == 'lines':
                yield from (line[3] for line in inner if len(line) > 3 and line[3])
            else:
                yield from words_of_map(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from words_of_map(inner, spoken)
    elif spoken and isinstance(value, str):
        yield value


def shipped_names():
    """R330 each shipped name and text of the seed can be translated"""
    code = (ROOT / 'src/db/seed-words.c').read_text()
    words = {word.replace('\\"', '"') for word in re.findall(r'NC_\("shipped", "((?:[^"\\]|\\.)*)"\)', code)}
    seed = (ROOT / 'data/sql/code/95-seed.sql').read_text()
    maps = ''.join(path.read_text() for path in sorted((ROOT / 'data/sql/code').glob('96-seed-maps*.sql')))
    code_of_all = ''.join(path.read_text() for path in sorted((ROOT / 'data/sql/code').glob('*.sql')))
    used = re.findall(r"kontor\.word\('((?:[^']|'')*)'\)", code_of_all)
    used += re.findall(r"seed_view\(\d+, '[a-z_]+', '((?:[^']|'')*)'", seed)
    for name, description in re.findall(r"seed_map\(\d+, '((?:[^']|'')*)', '((?:[^']|'')*)'", maps):
        used += [name, description]
    used += re.findall(r"seed_(?:deal_kind|start_rule)\(\d+, '((?:[^']|'')*)'", maps)
    for graph in re.findall(r'\$map\$(.*?)\$map\$', maps, re.S):
        used += [word.replace("'", "''") for word in words_of_map(json.loads(graph))]
    for row in re.findall(r"kontor\.word\(name\).*?unnest\(array\[((?:'(?:[^']|'')*'[, ]*)+)\]", seed, re.S):
        used += re.findall(r"'((?:[^']|'')*)'", row)
    names = {name.replace("''", "'") for name in used}
    # Names of places stay as they are there.
    for name in sorted(names - words - {'Sarajevo'}):
        yield f'“{name}” is missing in src/db/seed-words.c'
    for name in sorted(words - names):
        yield f'“{name}” is not of the seed'


run(shipped_names)
