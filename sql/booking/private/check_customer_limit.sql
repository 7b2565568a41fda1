-- Since visitors count as whoever has their address.
drop function if exists commerce_private.check_customer_limit(uuid, uuid, uuid, timestamptz, uuid, uuid, boolean);
create or replace function commerce_private.check_customer_limit(
    organization_id uuid,
    service_id uuid,
    customer_id uuid,
    starts_at timestamptz,
    time_slot_id uuid = null,
    moved_from_id uuid = null,
    is_counted boolean = false,
    is_visitor boolean = false
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_customer_id uuid := customer_id;
    v_is_visitor boolean := is_visitor;
    v_on_date date;
    v_old_date date;
    v_full record;
begin
    if v_customer_id is null then
        -- A visitor moves what counts for whoever has the address they once gave.
        select visited.customer_id, true
        into v_customer_id, v_is_visitor
        from commerce.bookings as booking
        join commerce_private.visitor_bookings as visited
            on visited.organization_id = booking.organization_id and visited.booking_id = booking.id
        where booking.organization_id = check_customer_limit.organization_id
            and booking.reservation_id = check_customer_limit.moved_from_id;
        if v_customer_id is null then
            return;
        end if;
    end if;
    perform pg_advisory_xact_lock(commerce_private.holder_key(organization_id, v_customer_id));
    v_on_date := commerce_private.booking_date(organization_id, service_id, time_slot_id, starts_at);
    select commerce_private.booking_date(old.organization_id, old.service_id, old.time_slot_id, old.starts_at)
    into v_old_date
    from commerce.slot_reservations as old
    where old.organization_id = check_customer_limit.organization_id and old.id = moved_from_id;
    select full_period.period, full_period.most
    into v_full
    from commerce_private.full_periods(
        organization_id, service_id, v_customer_id, commerce_private.clock(), v_is_visitor) as full_period
    where full_period.days @> v_on_date
        and (full_period.taken > full_period.most or not is_counted)
        -- Who moves within a period has no more in it than before.
        and (full_period.days @> v_old_date) is not true
    order by array_position('{day,week,month,year,upcoming}', full_period.period)
    limit 1;
    if found then
        perform commerce_private.refuse_time('customer_limit', service_id, starts_at, jsonb_strip_nulls(jsonb_build_object(
            'customer_id', case when not v_is_visitor then v_customer_id end, 'period', v_full.period,
            'limit', v_full.most)));
    end if;
end;
$$;

comment on function commerce_private.check_customer_limit(uuid, uuid, uuid, timestamptz, uuid, uuid, boolean, boolean) is
$md$Check that a customer may have one more of a service at that time; `is_counted`: that they may have those they have.

`moved_from_id` is the reservation that is left for it: without `customer_id` it counts for whoever its booking counts for,
if for anybody. `is_visitor` says that somebody gave the customer's address
without being signed in as them: then only what visitors booked under it counts, and the refusal names nobody. Locks the customer (`holder_key`): whoever has locked
times before, or is about to lock several, has done so first.

Raises `VB405` (`customer_limit`, with the `period` and its `limit`).$md$;

revoke all on function commerce_private.check_customer_limit(uuid, uuid, uuid, timestamptz, uuid, uuid, boolean, boolean) from public;
