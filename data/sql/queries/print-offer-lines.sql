select n.name, n.description, n.quantity, n.unit, n.price, n.discount_percent, n.vat_rate, n.net, n.vat, n.total
from kontor.offer_line n
where n.offer_id = $1::uuid
order by n.position, n.id
