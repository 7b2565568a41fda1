-- A zone that is put right moves no booking: only the clock on the wall beside it shows another time.
create or replace function commerce_private.tg_restamp_bookings()
returns trigger
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_row jsonb := to_jsonb(new);
    v_organization_id uuid := coalesce(v_row ->> 'organization_id', v_row ->> 'id')::uuid;
    v_venue_id uuid := case when tg_table_name = 'venues' then v_row ->> 'id' end::uuid;
    v_ids uuid[] := array(
        select booking.id
        from commerce.bookings as booking
        where booking.organization_id = v_organization_id
            and booking.venue_id is not distinct from v_venue_id
            and booking.status in ('pending_payment', 'awaiting_approval', 'confirmed', 'checked_in', 'no_show')
            -- No booking is longer than 31 days.
            and coalesce(booking.starts_at, booking.created_at) > commerce_private.clock() - interval '745 hours'
            and booking.during is not null
    );
begin
    perform commerce_private.lock_bookings(v_organization_id, v_ids);
    update commerce.bookings as booking
    set local_date = (booking.starts_at at time zone new.timezone)::date,
        local_start = (booking.starts_at at time zone new.timezone)::time,
        local_end = (booking.ends_at at time zone new.timezone)::time
    where booking.organization_id = v_organization_id and booking.id = any(v_ids);
    return null;
end;
$$;

comment on function commerce_private.tg_restamp_bookings() is
$md$Write the day and the times on the wall anew of bookings that are still to come, or were missed lately, where the zone changed.

Those that are over keep what they were told. Locks bookings by id.$md$;

revoke all on function commerce_private.tg_restamp_bookings() from public;

create or replace trigger venues_50_restamp_bookings
after update of timezone on commerce.venues
for each row when (old.timezone is distinct from new.timezone)
execute function commerce_private.tg_restamp_bookings();

create or replace trigger organizations_50_restamp_bookings
after update of timezone on commerce.organizations
for each row when (old.timezone is distinct from new.timezone)
execute function commerce_private.tg_restamp_bookings();
