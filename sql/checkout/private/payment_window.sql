create or replace function commerce_private.payment_window(
    organization_id uuid,
    gateway text
)
returns interval
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
select coalesce(
    (own.windows ->> case
        when commerce_private.is_online(payment_window.gateway) then 'card'
        else payment_window.gateway
    end)::interval,
    (own.windows ->> 'card')::interval,
    interval '30 minutes'
)
from (
    select commerce_private.setting(payment_window.organization_id, 'payment_window') as windows
) as own;
$$;

comment on function commerce_private.payment_window(uuid, text) is
$md$How long stock and times wait for a payment by this gateway: setting `payment_window`, where cards of all gateways are `card`.$md$;

revoke all on function commerce_private.payment_window(uuid, text) from public;
