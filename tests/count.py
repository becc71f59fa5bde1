#!/usr/bin/env python3
"""Adds up what the suites reported and prints the closing line.

A test that breaks off fails as a whole, though each of its parts that ran was
well: meson's own list of the tests tells of it, the parts' report does not.
"""
import json
import pathlib
import sys
import xml.etree.ElementTree as tree

passed = failed = skipped = 0
for name in sys.argv[1:]:
    told = set()
    for suite in tree.parse(name).iter('testsuite'):
        for case in suite.iter('testcase'):
            if case.find('failure') is not None or case.find('error') is not None:
                failed += 1
                told.add(suite.get('name', '').split(' / ')[-1])
                told.add(case.get('name', '').split(' / ')[-1])
                print(f'failed: {suite.get("name")}: {case.get("name")}')
            elif case.find('skipped') is not None:
                skipped += 1
            else:
                passed += 1
    for line in pathlib.Path(name).with_name('testlog.json').read_text().splitlines():
        test = json.loads(line)
        if test['result'] in ('FAIL', 'ERROR', 'TIMEOUT', 'INTERRUPT') \
                and test['name'].split(' / ')[-1] not in told:
            failed += 1
            print(f'broke off: {test["name"]} ({test["result"]})')
print(f'{passed} passed, {failed} failed, {skipped} skipped')
sys.exit(1 if failed or not passed else 0)
