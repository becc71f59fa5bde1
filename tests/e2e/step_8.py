#!/usr/bin/env python3
"""The dashboard: figures of the day, a funnel of open deals, and the lists behind them."""
from harness import Scenario

scenario = Scenario('dashboard')


@scenario.step
def shows_figures(office, desk):
    """R286 the day begins with figures, the funnel and what is due"""
    amra = desk('amra')
    amra.key('ctrl+1')
    amra.see('Open deals by stage')
    amra.see('Overdue and due today')
    won = office.value("select count(*) from kontor.deal d join kontor.employee e on e.id = d.manager_id"
                       " where e.login = 'amra' and d.status = 'won'"
                       " and d.closed_at >= date_trunc('month', now())")
    amra.see(won)
    amra.picture('step-8-dashboard')


@scenario.step
def figure_opens_list(office, desk):
    """R286 a figure opens the list that it counts"""
    amra = desk('amra')
    amra.press('Won this month')
    amra.see('Won this month — Kontor', 'frame')
    name = office.value("select d.name from kontor.deal d join kontor.employee e on e.id = d.manager_id"
                        " where e.login = 'amra' and d.status = 'won'"
                        " and d.closed_at >= date_trunc('month', now()) limit 1")
    if name:
        amra.see_row(name)
    amra.picture('step-8-list')


scenario.run()
