#!/usr/bin/env python3
"""A new client in one small dialog, with those that may be the same shown while typing."""
from harness import Scenario, wait
from people import some_partner

FIRM = 'Zelena Dolina Trade'
PERSON = 'Mirza Karic'
scenario = Scenario('quick entry')


@scenario.step
def one_dialog(office, desk):
    """R4 R21 partner, person and telephone in one dialog, with at most ten keys beyond the data"""
    amra = desk('amra')
    amra.key('ctrl+2')
    amra.see('Partners — Kontor', 'frame')
    # The keys beyond the data: Ctrl+N, Tab, Tab and so on, Ctrl+Enter.
    keys = ['ctrl+n']
    amra.key('ctrl+n')
    amra.see('New client')
    amra.type(FIRM)
    amra.key('Tab')
    keys.append('Tab')
    amra.type('+387 33 555 123')
    amra.picture('step-3-quick-entry')
    amra.key('ctrl+Return')
    keys.append('ctrl+Return')
    wait(lambda: office.value(f"select phone from kontor.partner where name = '{FIRM}'"), 'the client in the database')
    assert office.value(f"select phone from kontor.partner where name = '{FIRM}'") == '+387 33 555 123'
    assert len(keys) <= 10
    amra.see(f'{FIRM} — Kontor', 'frame')
    amra.picture('step-3-card')


@scenario.step
def radar(office, desk):
    """D3 what is known already appears while its name is typed, in another spelling too"""
    amra = desk('amra')
    _, name = some_partner(office)
    amra.key('ctrl+2')
    amra.see('Partners — Kontor', 'frame')
    amra.key('ctrl+n')
    amra.see('New client')
    amra.type(name.split()[0].upper() + ' ' + ' '.join(name.split()[1:]))
    amra.see('Perhaps already known')
    amra.see(name, within=amra.see('Perhaps already known').parent.parent)
    amra.picture('step-3-radar')


@scenario.step
def one_operation(office, desk):
    """D1 what the dialog wrote is one operation, to be undone as one"""
    assert office.value("select count(distinct h.operation) from kontor.history h join kontor.partner p on p.id = h.id"
                        f" where p.name = '{FIRM}' and h.action = 'insert'") == '1'


scenario.run()
