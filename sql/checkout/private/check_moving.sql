create or replace function commerce_private.check_moving(
    booking commerce.bookings
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
    end if;
end;
$$;

comment on function commerce_private.check_moving(commerce.bookings) is
$md$May its customer still move this booking, by the terms it was made under?

Raises `VO404`.$md$;

revoke all on function commerce_private.check_moving(commerce.bookings) from public;
