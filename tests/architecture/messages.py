"""What the server says to people is known to the program, which says it in their language."""
import pathlib
import re
import sys

from tap import run

ROOT = pathlib.Path(sys.argv[1])
TABLE = ROOT / 'src/db/server-messages.c'

# Said by one function of the server to another, which takes it back.
INTERNAL = re.compile(r"errcode\s*=\s*'KO(009|999)'")
# A sentence: words and a full stop, or a colon and what another message fills in.
SENTENCE = re.compile(r'[a-z]+ .*(\.|: %s)$', re.S)
# The title of an operation: "Step of a process moved".
TITLE = re.compile(r'[A-Z][a-z]+( [a-z]+)+$')
STATEMENT = re.compile(r'\$\d|%\d?\$?[IL]|\bselect\b|::|<>|=')


def literals(text):
    """Every text in quotes, and what stands before and behind it; comments and maps are passed over."""
    at = 0
    while at < len(text):
        if text.startswith('--', at):
            at = len(text) if (end := text.find('\n', at)) < 0 else end
        elif text.startswith('$map$', at):
            at = text.index('$map$', at + 5) + 5
        elif text[at] == "'":
            end = re.compile(r"'((?:[^']|'')*)'").match(text, at).end()
            yield text[at + 1:end - 1].replace("''", "'"), text[max(0, at - 60):at], text[end:].split(';')[0]
            at = end
        else:
            at += 1


def as_in_table(words):
    """Straight quotation marks become those of the program."""
    pieces = words.split('"')
    return ''.join(piece + ('“', '”')[n % 2] for n, piece in enumerate(pieces[:-1])) + pieces[-1]


def printf(raised):
    """The places of RAISE are those of printf."""
    return re.sub('%%|%', lambda found: '%s' if found[0] == '%' else '%%', raised)


def of_server():
    """What SQL says to people, and every other text of it that could be in the table."""
    said, others = {}, set()
    for path in sorted((ROOT / 'data/sql').glob('*/*.sql')):
        if path.parent.name == 'queries':
            continue
        seed = re.match(r'9[56]-', path.name) or path.parent.name == 'schema'
        for words, before, behind in literals(path.read_text()):
            if re.search(r'raise\s+(exception|notice|warning|info)\s+$', before):
                if not INTERNAL.search(behind):
                    said[as_in_table(printf(words))] = path.name
            elif not seed and not before.endswith('kontor.word(') and not STATEMENT.search(words) \
                    and (SENTENCE.search(words) or TITLE.match(words)):
                said[as_in_table(words)] = path.name
            else:
                others.add(as_in_table(words))
    return said, others


def of_table():
    return re.findall(r'\{ N_\("((?:[^"\\]|\\.)*)"\), "([a-z]*)" \}', TABLE.read_text())


def known():
    """R330 whatever the server says to people can be said in their language"""
    table = {words for words, fills in of_table()}
    for words, name in of_server()[0].items():
        if words not in table:
            yield f'{name}: “{words}” is missing in {TABLE.relative_to(ROOT)}'


def said():
    """the table has no sentence that the server does not say any more"""
    sentences, others = of_server()
    words = [words for words, fills in of_table()]
    if len(words) < 200:
        yield f'only {len(words)} sentences are read from the table'
    for one in words:
        if one not in sentences and one not in others:
            yield f'“{one}” is not said'
        if words.count(one) > 1:
            yield f'“{one}” stands there twice'


def filled_in():
    """each place of a sentence has its letter, and two places never touch"""
    for words, fills in of_table():
        places = re.findall('%s', words.replace('%%', ''))
        if len(places) != len(fills) or not set(fills) <= set('sferpm'):
            yield f'“{words}” and “{fills}” do not fit'
        if '%s%s' in words:
            yield f'“{words}” cannot be taken apart'


def whole():
    """no sentence is put together from pieces"""
    for path in sorted((ROOT / 'data/sql/code').glob('*.sql')):
        for piece in re.findall(r"raise\s+exception\s+'((?:[^']|'')*)'", path.read_text()):
            if re.search(r'\b(is|are) %(?!%)', piece) or '||' in piece:
                yield f'{path.name}: “{piece}” is put together'


run(known, said, filled_in, whole)
