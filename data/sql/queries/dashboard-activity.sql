-- Conversations a week, twelve weeks back, weeks without any too.
select w.week::date as week, count(i.id) as number
from generate_series(date_trunc('week', current_date) - interval '11 weeks', date_trunc('week', current_date), interval '1 week') as w(week)
left join kontor.interaction i on i.at >= w.week and i.at < w.week + interval '1 week' and i.done and i.kind <> 'note'
group by w.week
order by w.week
