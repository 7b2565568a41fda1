create or replace function commerce_private.prolong_holds(
    organization_id uuid,
    order_id uuid,
    gateway text
)
returns timestamptz
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_expires_at timestamptz
        := commerce_private.clock() + commerce_private.payment_window(organization_id, gateway);
begin
    perform commerce_private.await_payment(organization_id, order_id, null, v_expires_at);
    perform commerce_private.prolong_reservations(organization_id, order_id, v_expires_at);
    perform commerce_private.prolong_locks(organization_id, order_id, v_expires_at);
    return v_expires_at;
end;
$$;

comment on function commerce_private.prolong_holds(uuid, uuid, text) is
$md$Let an order's live times and stock wait for a gateway's payment window from now on. Returns until when.$md$;

revoke all on function commerce_private.prolong_holds(uuid, uuid, text) from public;
