#!/usr/bin/env python3
"""From a deal to paper: an offer with lines, discount and VAT, and the client's envelope."""
import os
import pathlib
import re
import subprocess
import tempfile
from decimal import ROUND_HALF_UP, Decimal

from harness import Scenario, wait
from people import open_by_palette

scenario = Scenario('offer and envelope')
ADMIN = os.environ['KONTOR_ADMIN']
folder = tempfile.TemporaryDirectory(prefix='kontor-e2e-paper-')


DEAL = 'Shelves for the archive'


def open_deal(office):
    """(id, partner) of the deal; at first one of amra's open ones gets a name that any keyboard can type."""
    known = office.sql(f"select id, partner_id from kontor.deal where name = '{DEAL}'")
    if known:
        return known[0]
    office.sql(
        f"update kontor.deal set name = '{DEAL}' where id = ("
        "select d.id from kontor.deal d join kontor.employee e on e.id = d.manager_id and e.login = 'amra'"
        " join kontor.partner p on p.id = d.partner_id and p.name ~ '^[A-Za-z]'"
        " where d.status = 'open' and exists (select from kontor.address a where a.partner_id = d.partner_id"
        " and a.city is not null and a.street is not null and a.postcode is not null)"
        " order by d.number limit 1)")
    return open_deal(office)


def offer(office, column):
    identifier = open_deal(office)[0]
    return office.value(f"select {column} from kontor.offer where deal_id = '{identifier}' order by created_at desc nulls last limit 1")


def words(path):
    return subprocess.run(['pdftotext', '-layout', str(path), '-'], check=True, capture_output=True, text=True).stdout


@scenario.step
def offer_from_deal(office, desk):
    """R82 R163 one action makes the offer, with client and deal filled in"""
    _, partner = open_deal(office)
    amra = desk('amra')
    open_by_palette(amra, DEAL)
    before = office.value('select count(*) from kontor.offer')
    amra.press('New offer')
    wait(lambda: int(office.value('select count(*) from kontor.offer')) == int(before) + 1, 'the offer in the database')
    assert offer(office, 'partner_id') == partner
    amra.see(f"{offer(office, 'number')} · Offer — Kontor", 'frame')


@scenario.step
def lines_by_keyboard(office, desk):
    """R165 a line is typed wholly by keyboard; discount and VAT are reckoned exactly"""
    amra = desk('amra')
    product = office.sql("select name, price, vat_rate from kontor.product where name ~ '^[A-Za-z]+ [A-Za-z]+' order by name limit 1")[0]
    amra.press('Add a line')
    amra.see('Line 1')
    amra.type(product[0].split(',')[0])
    amra.see(product[0])
    amra.key('Return')
    wait(lambda: office.value("select count(*) from kontor.offer_line l join kontor.offer o on o.id = l.offer_id"
                              f" where o.number = '{offer(office, 'number')}'") == '1', 'the line in the database')
    # The one of the line: that of the whole offer stands above the table.
    line = amra.see('Line 1')
    amra.see('Discount', 'text', within=line).set_text('10')
    amra.key('ctrl+s')
    wait(lambda: office.value("select l.discount_percent from kontor.offer_line l join kontor.offer o on o.id = l.offer_id"
                              f" where o.number = '{offer(office, 'number')}'") == '10.00', 'the discount in the database')
    cent = Decimal('0.01')
    net = (Decimal(product[1]) * Decimal('0.9')).quantize(cent, ROUND_HALF_UP)
    vat = (net * Decimal(product[2]) / 100).quantize(cent, ROUND_HALF_UP)
    assert Decimal(offer(office, 'net_total')) == net, (offer(office, 'net_total'), net)
    assert Decimal(offer(office, 'total')) == net + vat, (offer(office, 'total'), net + vat)
    amra.picture('step-7-offer')


@scenario.step
def offer_on_paper(office, desk):
    """R163 what is printed has the number, the line and the very total of the database"""
    path = pathlib.Path(folder.name) / 'offer.pdf'
    address = office.address()
    subprocess.run([ADMIN, 'print', 'offer', '--offer', offer(office, 'number'), '--language', 'en',
                    '--output', str(path), '--database', f'{address} user=amra'], check=True)
    text = words(path)
    assert offer(office, 'number') in text
    assert offer(office, 'total') in text.replace(',', ''), text


@scenario.step
def envelope(office, desk):
    """R194 the client's envelope opens from the card, and is DL on paper"""
    _, partner = open_deal(office)
    amra = desk('amra')
    name = office.value(f"select name from kontor.partner where id = '{partner}'")
    open_by_palette(amra, DEAL)
    amra.press(name)
    amra.see(f'{name} — Kontor', 'frame')
    amra.press('Print envelope')
    amra.see('Save as PDF')
    amra.picture('step-7-envelope')
    path = pathlib.Path(folder.name) / 'envelope.pdf'
    subprocess.run([ADMIN, 'print', 'envelope', '--partner', partner, '--format', 'DL',
                    '--output', str(path), '--database', f'{office.address()} user=amra'], check=True)
    size = subprocess.run(['pdfinfo', str(path)], check=True, capture_output=True, text=True).stdout
    width, height = (float(part) * 25.4 / 72 for part in re.search(r'Page size:\s+([\d.]+) x ([\d.]+)', size).groups())
    assert abs(max(width, height) - 220) < 0.2 and abs(min(width, height) - 110) < 0.2, (width, height)
    assert name.split()[0] in words(path)


scenario.run()
