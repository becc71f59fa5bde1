#!/usr/bin/env python3
"""Writes a GResource list of all files below a folder that end so.

A list kept by hand is forgotten; a file that is there is meant to be compiled in.
Usage: resources.py OUTPUT PREFIX FOLDER ENDING [ENDING ...]
"""
import pathlib
import sys
from xml.sax.saxutils import escape

output, prefix, folder, *endings = sys.argv[1:]
folder = pathlib.Path(folder)
files = sorted(str(path.relative_to(folder)) for path in folder.rglob('*')
               if path.is_file() and path.suffix in endings)
lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<gresources>',
         f'  <gresource prefix="{escape(prefix)}">']
for name in files:
    attributes = ' preprocess="xml-stripblanks"' if name.endswith('.ui') else ''
    lines.append(f'    <file{attributes}>{escape(name)}</file>')
lines += ['  </gresource>', '</gresources>', '']
text = '\n'.join(lines)
target = pathlib.Path(output)
if not target.exists() or target.read_text() != text:
    target.write_text(text)
