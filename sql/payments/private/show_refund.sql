create or replace function commerce_private.show_refund(
    organization_id uuid,
    order_id uuid
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_order commerce.orders;
    v_status text;
begin
    select ord.*
    into v_order
    from commerce.orders as ord
    where ord.organization_id = show_refund.organization_id and ord.id = show_refund.order_id;
    v_status := case v_order.payment_status
        when 'refunded' then 'refunded'
        when 'partially_refunded' then 'partially_refunded'
    end;
    if v_status <> v_order.status and (
        v_order.status in ('delivered', 'partially_refunded')
        or (
            v_status = 'refunded'
            and v_order.status in ('shipped', 'in_transit')
            and commerce_private.meets_condition(v_order, 'lost_parcel')
        )
    ) then
        perform commerce_private.move_order(organization_id, order_id, v_status);
    end if;
end;
$$;

comment on function commerce_private.show_refund(uuid, uuid) is
$md$Move a delivered order to `partially_refunded` or `refunded`, and one whose parcel was lost to `refunded`; else, before delivery, its payment status alone shows a refund.$md$;

revoke all on function commerce_private.show_refund(uuid, uuid) from public;
