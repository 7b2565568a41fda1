create or replace function commerce_private.offline_gateway(
    organization_id uuid,
    order_id uuid
)
returns text
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
select payment.gateway
from commerce.payments as payment
where payment.organization_id = offline_gateway.organization_id
    and payment.order_id = offline_gateway.order_id
    and payment.status = 'requires_action'
    and not commerce_private.is_online(payment.gateway)
    and payment.next_action ->> 'type' is distinct from 'approval'
order by payment.id desc
limit 1;
$$;

comment on function commerce_private.offline_gateway(uuid, uuid) is
$md$By which way outside of gateways an order is to be paid right now: `bank_transfer`, `cash_on_delivery` or `manual`; null when by none.$md$;

revoke all on function commerce_private.offline_gateway(uuid, uuid) from public;
