"""Every language is complete: nothing untranslated, nothing fuzzy, nothing broken."""
import pathlib
import re
import subprocess
import sys
import tempfile

from tap import run

ROOT = pathlib.Path(sys.argv[1])
LANGUAGES = (ROOT / 'po/LINGUAS').read_text().split()


def collect(folder):
    template = pathlib.Path(folder) / 'kontor.pot'
    subprocess.run(
        ['xgettext', f'--directory={ROOT}', f'--files-from={ROOT}/po/POTFILES.in',
         '--from-code=UTF-8', f'--output={template}', '--keyword=_', '--keyword=N_',
         '--keyword=C_:1c,2', '--keyword=NC_:1c,2', '--keyword=g_dpgettext2:2c,3', '--keyword=g_dngettext:2,3'],
        check=True, capture_output=True)
    return template


def counted(path, option):
    text = subprocess.run(['msgattrib', option, '--no-obsolete', str(path)],
                          check=True, capture_output=True, text=True).stdout
    return len(re.findall(r'^msgid ', text, re.M)) - (1 if text.startswith('msgid') or '\nmsgid ""\n' in text else 0)


def complete():
    """R330 each language has every text, none of them fuzzy"""
    with tempfile.TemporaryDirectory() as folder:
        template = collect(folder)
        for language in LANGUAGES:
            merged = pathlib.Path(folder) / f'{language}.po'
            subprocess.run(['msgmerge', '--quiet', '--no-fuzzy-matching', '-o', str(merged),
                            str(ROOT / f'po/{language}.po'), str(template)],
                           check=True, capture_output=True)
            for option, word in (('--untranslated', 'untranslated'), ('--only-fuzzy', 'fuzzy')):
                count = counted(merged, option)
                if count > 0:
                    yield f'{language}: {count} texts are {word}'


def formats():
    """placeholders of a translation fit its text"""
    for language in LANGUAGES:
        result = subprocess.run(['msgfmt', '--check-format', '-o', '/dev/null',
                                 str(ROOT / f'po/{language}.po')],
                                capture_output=True, text=True)
        if result.returncode:
            yield result.stderr.strip()[:400]


run(complete, formats)
