create or replace function commerce_private.check_order_access(
    caller commerce_private.caller,
    order_id uuid
)
returns commerce.orders
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_order commerce.orders;
    v_guest_id uuid := commerce_private.current_guest_id();
begin
    select ord.*
    into v_order
    from commerce.orders as ord
    where ord.organization_id = caller.organization_id and ord.id = check_order_access.order_id;
    if v_order.id is null then
        perform commerce_private.refuse_order(order_id);
    end if;
    if caller.role in ('commerce_service', 'commerce_owner')
        or v_guest_id = v_order.id
        or commerce_private.member_rank(caller.member_role) >= commerce_private.member_rank('manager')
        or (caller.role = 'commerce_user' and v_order.customer_id = commerce_private.current_customer_id()) then
        return v_order;
    end if;
    if caller.member_role = 'staff' and exists (
        select
        from commerce.bookings as booking
        join commerce.staff as staff
            on staff.organization_id = booking.organization_id and staff.id = booking.staff_id
        where booking.organization_id = caller.organization_id
            and booking.order_id = check_order_access.order_id
            and staff.user_id = caller.user_id
    ) then
        return v_order;
    end if;
    if caller.role = 'commerce_anon' or v_guest_id is not null then
        raise exception using
            errcode = 'VO301',
            message = 'wrong order token',
            detail = jsonb_build_object('order_id', order_id),
            hint = 'Set commerce.order_token to the token that create_order returned with this order.';
    end if;
    perform commerce_private.refuse_order(order_id);
    return null;
end;
$$;

comment on function commerce_private.check_order_access(commerce_private.caller, uuid) is
$md$The order, provided that the caller may act on it: a trusted backend, managers, staff with a booking in it, its
customer, and whoever shows its token.

Raises `VO201` for orders that are not there or not theirs, `VO301` wrong token.$md$;

revoke all on function commerce_private.check_order_access(commerce_private.caller, uuid) from public;
