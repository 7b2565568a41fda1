create or replace function commerce_private.check_moving(
    booking commerce.bookings,
    new_starts_at timestamptz
)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_moves integer;
    v_max_moves integer := (booking.cancellation_terms ->> 'max_moves')::integer;
    v_notice_hours integer := coalesce((booking.cancellation_terms ->> 'move_notice_hours')::integer, 0);
begin
    select count(*)
    into v_moves
    from commerce.booking_moves as move
    where move.organization_id = booking.organization_id
        and move.booking_id = booking.id
        and move.is_by_customer;
    if v_moves >= v_max_moves or commerce_private.clock() > booking.starts_at - v_notice_hours * interval '1 hour' then
        raise exception using
            errcode = 'VO404',
            message = 'too late to change',
            detail = jsonb_build_object(
                'booking_id', booking.id,
                'reason', case when v_moves >= v_max_moves then 'max_moves' else 'notice' end,
                'starts_at', booking.starts_at, 'moves', v_moves, 'max_moves', v_max_moves,
                'move_notice_hours', v_notice_hours),
            hint = 'Ask the shop: its members can still move it.';
    elsif new_starts_at > booking.starts_at and exists (
        select
        from commerce.order_items as item
        join commerce.entitlements as entitlement
            on entitlement.organization_id = item.organization_id
            and entitlement.id = (item.snapshot ->> 'entitlement_id')::uuid
        where item.organization_id = booking.organization_id
            and item.id = booking.order_item_id
            and entitlement.expires_at <= new_starts_at
    ) then
        raise exception using
            errcode = 'VO404',
            message = 'too late to change',
            detail = jsonb_build_object(
                'booking_id', booking.id, 'reason', 'package_expired', 'starts_at', new_starts_at),
            hint = 'Move it to a time before the package that pays it runs out, or ask the shop.';
    end if;
end;
$$;

comment on function commerce_private.check_moving(commerce.bookings, timestamptz) is
$md$May its customer still move this booking, by the terms it was made under, and to this start?

A visit of a package has to begin before the package runs out, as when it was booked.

Raises `VO404`.$md$;

revoke all on function commerce_private.check_moving(commerce.bookings, timestamptz) from public;
