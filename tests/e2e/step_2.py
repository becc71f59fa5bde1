#!/usr/bin/env python3
"""A register of firms comes in from a file: tried first, then imported, then found by three letters."""
import csv
import pathlib
import tempfile

from harness import Scenario, wait

REGISTER = '/usr/share/ieee-data/oui.csv'
scenario = Scenario('import of a register')
folder = tempfile.TemporaryDirectory(prefix='kontor-e2e-import-')
table = pathlib.Path(folder.name) / 'register.csv'


def make_table():
    """The first 800 rows of the register, those of Siemens, and two that must be refused."""
    with open(REGISTER, encoding='utf-8', newline='') as source:
        rows = list(csv.reader(source))
    chosen = rows[:801] + [row for row in rows[801:] if row[2].startswith('Siemens')]
    chosen.append(['MA-L', '000000', 'x' * 10000, 'A name of ten thousand letters'])
    chosen.append(['MA-L', '000001', '', 'No name at all'])
    with open(table, 'w', encoding='utf-8', newline='') as target:
        csv.writer(target).writerows(chosen)


@scenario.step
def file_is_read(office, desk):
    """R308 the columns are recognised by their headings"""
    make_table()
    amra = desk('amra')
    amra.key('ctrl+2')
    amra.see('Partners — Kontor', 'frame')
    amra.press('More')
    amra.press('Import…')
    amra.write('File name', str(table), 'text')
    amra.key('Return')
    amra.see('Organization Name')
    amra.picture('step-2-mapping')


@scenario.step
def tried_first(office, desk):
    """R308 a trial tells what would happen and writes nothing"""
    before = office.value('select count(*) from kontor.partner')
    amra = desk('amra')
    amra.press('Try without writing')
    amra.see('would be new')
    amra.see('Refused rows')
    amra.picture('step-2-trial')
    assert office.value('select count(*) from kontor.partner') == before


@scenario.step
def imported(office, desk):
    """R308 R42 the import writes them, and lists the refused rows with reasons"""
    amra = desk('amra')
    amra.press('Import', 'push button')
    wait(lambda: int(office.value("select count(*) from kontor.address where country is not null"
                                  " and created_by = (select id from kontor.employee where login = 'amra')")) > 500,
         'the addresses in the database', 60)
    amra.see('The value is not allowed')
    amra.see('Undo the import')
    amra.picture('step-2-imported')


@scenario.step
def found(office, desk):
    """three letters find Siemens"""
    amra = desk('amra')
    amra.key('ctrl+2')
    amra.see('Partners — Kontor', 'frame')
    amra.key('ctrl+f')
    amra.type('sie')
    amra.see_row('Siemens')
    amra.picture('step-2-found')


scenario.run()
