#!/usr/bin/env python3
"""The partner's card: fields, persons, legal entity, deals, and everything that happened."""
from harness import Scenario, wait
from people import open_by_palette

scenario = Scenario('partner card')


def richest(office):
    """(id, name) of a partner of amra's with persons, deals, offers and talks, that any keyboard can type."""
    return office.sql(
        "select p.id, p.name from kontor.partner p join kontor.employee e on e.id = p.manager_id and e.login = 'amra'"
        " where p.name ~ '^[A-Z][a-z]{4,}[A-Za-z. ]*$'"
        " and (select count(*) from kontor.partner q where q.name = p.name) = 1"
        " and exists (select from kontor.person r where r.partner_id = p.id)"
        " and exists (select from kontor.offer o where o.partner_id = p.id)"
        " and exists (select from kontor.deal d where d.partner_id = p.id)"
        " and exists (select from kontor.interaction i where i.partner_id = p.id)"
        " order by (select max(i.at) from kontor.interaction i where i.partner_id = p.id) desc, p.id limit 1")[0]


@scenario.step
def shows_what_belongs_to_it(office, desk):
    """R3 R23 R25 persons, legal details and the newest entries of the feed stand on the card"""
    identifier, name = richest(office)
    amra = desk('amra')
    open_by_palette(amra, name)
    amra.see(office.value(f"select name from kontor.person where partner_id = '{identifier}' order by sort_key limit 1"))
    tax = office.value(f"select tax_number from kontor.legal_entity where partner_id = '{identifier}' limit 1")
    if tax:
        wait(lambda: amra.entry('Tax number', 'text').text() == tax, 'the tax number')
    newest = office.value(f"select title from kontor.feed('{identifier}', null, null, 1)", 'amra')
    amra.see(newest)
    amra.picture('step-4-card')


@scenario.step
def talk_is_written_down(office, desk):
    """R24 R62 a call is written down beside the history and stands in it at once"""
    identifier, _ = richest(office)
    amra = desk('amra')
    amra.key('alt+i')
    amra.type('Asked for the spring catalogue')
    amra.key('ctrl+Return')
    wait(lambda: office.value("select kind from kontor.interaction where subject = 'Asked for the spring catalogue'"
                              f" and partner_id = '{identifier}'") == 'call', 'the call in the database')
    amra.see('Asked for the spring catalogue')
    amra.picture('step-4-call')


@scenario.step
def stranger_sees_nothing(office, desk):
    """R290 another seller's search and SQL find neither the partner nor its history"""
    identifier, name = richest(office)
    assert office.value(f"select count(*) from kontor.partner where id = '{identifier}'", 'boris') == '0'
    assert office.value(f"select count(*) from kontor.interaction where partner_id = '{identifier}'", 'boris') == '0'
    boris = desk('boris')
    boris.key('ctrl+k')
    boris.type(name)
    boris.see('Nothing found')


scenario.run()
