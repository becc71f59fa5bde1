#!/usr/bin/env python3
"""The program starts, shows the partners, finds one by three letters, opens its card."""
from harness import Scenario, wait
from people import open_by_palette, some_partner

scenario = Scenario('first look')


@scenario.step
def signs_in(office, desk):
    """the window opens for somebody who is named on the command line"""
    amra = desk('amra')
    amra.see('Search and commands')
    name = office.value("select name from kontor.employee where login = 'amra'")
    amra.see(f'Signed in as {name}')
    amra.see('Partners')
    amra.picture('first-look-start')


@scenario.step
def opens_the_list(office, desk):
    """Ctrl+2 opens the list of partners, with the first ones on it"""
    amra = desk('amra')
    amra.key('ctrl+2')
    first = office.value("select p.name from kontor.partner p join kontor.employee e on e.id = p.manager_id"
                         " where e.login = 'amra' order by p.sort_key, p.id limit 1")
    amra.see_row(first)
    amra.picture('first-look-list')


@scenario.step
def finds_by_three_letters(office, desk):
    """R23 three letters in the list's search leave those that have them"""
    amra = desk('amra')
    _, name = some_partner(office)
    amra.key('ctrl+f')
    amra.type(name[:3].lower())
    amra.see_row(name)
    amra.picture('first-look-search')


@scenario.step
def palette_opens_card(office, desk):
    """the palette finds the partner by its name and Enter opens the card"""
    amra = desk('amra')
    _, name = some_partner(office)
    open_by_palette(amra, name)
    amra.picture('first-look-card')


@scenario.step
def remembers_tabs(office, desk):
    """what is open is remembered on the server for this person"""
    identifier, _ = some_partner(office)
    wait(lambda: office.value("select value::text from kontor.desk_state d join kontor.employee e on e.id = d.employee_id"
                              f" where e.login = 'amra' and key = 'window/tabs' and value::text like '%{identifier}%'"),
         'the tabs on the server')


scenario.run()
