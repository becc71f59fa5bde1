update kontor.own_company set discount_limit = $2::numeric where id = $1::uuid and discount_limit is null
