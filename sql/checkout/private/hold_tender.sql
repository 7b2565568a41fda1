create or replace function commerce_private.hold_tender(
    caller commerce_private.caller,
    made commerce.created_order,
    gateway text,
    stored_value_id uuid,
    wanted_minor bigint
)
returns bigint
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_organization_id uuid := (hold_tender.caller).organization_id;
    v_payment_id uuid := commerce_private.new_id();
    v_held_minor bigint := commerce_private.hold_value(v_organization_id, stored_value_id, wanted_minor);
    v_now timestamptz;
begin
    if v_held_minor <= 0 then
        return 0;
    end if;
    v_now := commerce_private.clock();
    insert into commerce.payments
        (organization_id, id, order_id, gateway, reference, amount_minor, currency, status, actor_user_id, created_at,
         updated_at)
    values (
        v_organization_id, v_payment_id, (hold_tender.made).id, hold_tender.gateway,
        replace(v_organization_id::text, '-', '') || '-' || replace(v_payment_id::text, '-', ''),
        v_held_minor, (hold_tender.made).currency, 'authorised', (hold_tender.caller).user_id, v_now, v_now
    );
    insert into commerce.tenders (organization_id, payment_id, stored_value_id)
    values (v_organization_id, v_payment_id, hold_tender.stored_value_id);
    return v_held_minor;
end;
$$;

comment on function commerce_private.hold_tender(
    commerce_private.caller, commerce.created_order, text, uuid, bigint
) is
$md$Hold a gift card or credit for a new order, as a payment that is `authorised`. Returns how much could be held.

Locks: the card or credit.$md$;

revoke all on function commerce_private.hold_tender(
    commerce_private.caller, commerce.created_order, text, uuid, bigint
) from public;
