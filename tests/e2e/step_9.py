#!/usr/bin/env python3
"""Two desks: each sees what the other does within a second; the same card edited by both."""
import time

from harness import Scenario, wait
from people import open_by_palette, some_partner

scenario = Scenario('two desks')


@scenario.step
def both_open_the_card(office, desk):
    """a seller and the head of the team open the same partner"""
    _, name = some_partner(office)
    for user in ('amra', 'selma'):
        open_by_palette(desk(user), name)
        desk(user).see('Phone', 'text')
        desk(user).picture(f'step-9-card-{user}')


@scenario.step
def change_is_seen(office, desk):
    """D5 a saved field is on the other desk's card, within a second of the commit"""
    identifier, _ = some_partner(office)
    amra, selma = desk('amra'), desk('selma')
    phone = selma.entry('Phone', 'text')
    amra.write('Phone', '+387 33 123 456', 'text')
    amra.key('ctrl+s')
    wait(lambda: office.value(f"select phone from kontor.partner where id = '{identifier}'") == '+387 33 123 456',
         'the phone in the database')
    saved = time.monotonic()
    wait(lambda: phone.text() == '+387 33 123 456', 'the new phone on the other desk')
    print(f'# seen after {time.monotonic() - saved:.2f} s')
    selma.picture('step-9-seen')


@scenario.step
def different_fields_merge(office, desk):
    """D5 two people change different fields of one card: both stay"""
    identifier, _ = some_partner(office)
    amra, selma = desk('amra'), desk('selma')
    selma.write('City', 'Mostar', 'text')
    amra.write('Website', 'https://www.merged.example', 'text')
    amra.key('ctrl+s')
    selma.key('ctrl+s')
    wait(lambda: office.sql(f"select city, website from kontor.partner where id = '{identifier}'")
         == [['Mostar', 'https://www.merged.example']], 'both changes in the database')
    wait(lambda: amra.entry('City', 'text').text() == 'Mostar', 'the city on the first desk')


@scenario.step
def same_field_offers_choice(office, desk):
    """D5 two people change the same field: the later one chooses, nothing is lost"""
    identifier, _ = some_partner(office)
    amra, selma = desk('amra'), desk('selma')
    selma.write('City', 'Tuzla', 'text')
    amra.write('City', 'Zenica', 'text')
    amra.key('ctrl+s')
    wait(lambda: office.value(f"select city from kontor.partner where id = '{identifier}'") == 'Zenica',
         'the first change in the database')
    selma.key('ctrl+s')
    selma.see('Changed by somebody else meanwhile')
    selma.see('Take what is on the server')
    selma.picture('step-9-choice')
    # The first choice has the focus; the other one is beside it.
    selma.key('Right', 'space')
    selma.press('Save the choice')
    wait(lambda: selma.entry('City', 'text').text() == 'Zenica', 'what was chosen on the card')
    assert office.value(f"select city from kontor.partner where id = '{identifier}'") == 'Zenica'


@scenario.step
def list_follows(office, desk):
    """an open list shows the change of another desk by itself"""
    identifier, name = some_partner(office)
    amra, selma = desk('amra'), desk('selma')
    selma.key('ctrl+2')
    selma.key('ctrl+f')
    selma.type(name[:8])
    selma.see_row(name)
    amra.write('City', 'Konjic', 'text')
    amra.key('ctrl+s')
    selma.see_row('Konjic')
    selma.picture('step-9-list')


scenario.run()
