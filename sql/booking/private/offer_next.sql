create or replace function commerce_private.offer_next(
    organization_id uuid,
    max_rows integer
)
returns integer
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_entry commerce.waitlist_entries;
    v_free record;
    v_waiting uuid[] := '{}'::uuid[];
    v_offered integer := 0;
begin
    -- Looked for before anything is locked: many may wait, and mostly nothing is free.
    for v_entry in
        select entry.*
        from commerce.waitlist_entries as entry
        join commerce.customers as customer
            on customer.organization_id = entry.organization_id and customer.id = entry.customer_id
        where entry.organization_id = offer_next.organization_id
            and entry.status = 'waiting'
            and upper(entry.during) > commerce_private.clock()
            and customer.status <> 'blocked'
        order by entry.id
    loop
        if exists (
            select
            from commerce_private.find_waiting(v_entry, commerce_private.clock()) as free
        ) then
            v_waiting := v_waiting || v_entry.id;
        end if;
    end loop;
    if v_waiting = '{}' then
        return 0;
    end if;
    -- Several times are taken below.
    perform commerce_private.queue_for_times(organization_id);
    for v_entry in
        select entry.*
        from commerce.waitlist_entries as entry
        where entry.organization_id = offer_next.organization_id
            and entry.id = any(v_waiting)
            and entry.status = 'waiting'
        order by entry.id
    loop
        exit when v_offered >= max_rows;
        for v_free in
            select free.starts_at, free.staff_id, free.time_slot_id
            from commerce_private.find_waiting(v_entry, commerce_private.clock()) as free
        loop
            if commerce_private.offer_time(v_entry, v_free.starts_at, v_free.staff_id, v_free.time_slot_id) then
                v_offered := v_offered + 1;
                exit;
            end if;
        end loop;
    end loop;
    return v_offered;
end;
$$;

comment on function commerce_private.offer_next(uuid, integer) is
$md$Offer what is free in one organization to whoever waits for it, first come first served; returns how many offers.

Those who wait for what is taken are only looked at. Locks, when something is free, the queue of those who take
several times, then for each offer slot, time and entry; customers whom the service limits only if nobody else has.$md$;

revoke all on function commerce_private.offer_next(uuid, integer) from public;
