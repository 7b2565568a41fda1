create or replace function commerce_private.refuse_booking_status(
    booking_id uuid,
    from_status text,
    to_status text,
    reason text,
    hint text
)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    raise exception using
        errcode = 'VB404',
        message = 'this booking cannot go from its status to that one',
        detail = jsonb_build_object(
            'booking_id', refuse_booking_status.booking_id, 'from', refuse_booking_status.from_status,
            'to', refuse_booking_status.to_status, 'reason', refuse_booking_status.reason),
        hint = refuse_booking_status.hint;
end;
$$;

comment on function commerce_private.refuse_booking_status(uuid, text, text, text, text) is
$md$Refuse a move of a booking, saying why: `status`, `not_started`, `not_over`, `not_today`, `unpaid`, `kind`.

Raises `VB404`, always.$md$;

revoke all on function commerce_private.refuse_booking_status(uuid, text, text, text, text) from public;
