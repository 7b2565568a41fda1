create or replace function commerce_private.complete_due(
    organization_id uuid,
    max_rows integer
)
returns integer
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_now timestamptz := commerce_private.clock();
    v_delay interval := make_interval(mins =>
        commerce_private.setting(organization_id, 'completion_delay_minutes')::integer);
    v_ids uuid[];
begin
    select array_agg(due.id)
    into v_ids
    from (
        select booking.id
        from commerce.bookings as booking
        where booking.organization_id = complete_due.organization_id
            and booking.status in ('confirmed', 'checked_in')
            and booking.ends_at <= v_now - v_delay
        order by booking.ends_at
        limit max_rows
        for no key update skip locked
    ) as due;
    if v_ids is null then
        return 0;
    end if;
    update commerce.bookings as booking
    set status = 'completed'
    where booking.organization_id = complete_due.organization_id and booking.id = any(v_ids);
    perform commerce_private.record_event(complete_due.organization_id, 'booking.completed', done.id::text)
    from unnest(v_ids) as done (id);
    perform commerce_private.count_for_customer(
        complete_due.organization_id, attended.customer_id, 0, 0, 0, attended.ends_at)
    from (
        select booking.customer_id, max(booking.ends_at) as ends_at
        from commerce.bookings as booking
        where booking.organization_id = complete_due.organization_id
            and booking.id = any(v_ids)
            and booking.customer_id is not null
        group by booking.customer_id
        order by booking.customer_id
    ) as attended;
    return cardinality(v_ids);
end;
$$;

comment on function commerce_private.complete_due(uuid, integer) is
$md$Complete one organization's bookings that are over, and note when their customers were last there; returns how many.

Locks bookings, skipping what is locked, then customers by id.$md$;

revoke all on function commerce_private.complete_due(uuid, integer) from public;
