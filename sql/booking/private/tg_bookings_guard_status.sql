create or replace function commerce_private.tg_bookings_guard_status()
returns trigger
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    if tg_op = 'INSERT' then
        -- Only what another system brings along starts in the middle.
        if new.status in ('pending_payment', 'awaiting_approval') or new.source = 'import' then
            return new;
        end if;
    elsif exists (
        select
        from commerce.booking_status_transitions as move
        where move.from_status = old.status and move.to_status = new.status
    ) then
        return new;
    end if;
    raise exception using
        errcode = 'VB404',
        message = 'this booking cannot go from its status to that one',
        detail = jsonb_build_object('booking_id', new.id, 'from', case when tg_op = 'UPDATE' then old.status end,
                                    'to', new.status),
        hint = 'The table commerce.booking_status_transitions lists every move.';
end;
$$;

comment on function commerce_private.tg_bookings_guard_status() is
$md$Let a booking make only the moves of `booking_status_transitions`, whoever writes the row.

Raises `VB404`.$md$;

revoke all on function commerce_private.tg_bookings_guard_status() from public;

create or replace trigger bookings_10_guard_start
before insert on commerce.bookings
for each row
execute function commerce_private.tg_bookings_guard_status();

create or replace trigger bookings_10_guard_status
before update of status on commerce.bookings
for each row when (old.status is distinct from new.status)
execute function commerce_private.tg_bookings_guard_status();
