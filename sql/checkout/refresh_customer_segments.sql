create or replace function commerce.refresh_customer_segments(
    max_rows integer = 5000
)
returns integer
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_today date := (commerce_private.clock() at time zone 'UTC')::date;
    v_cursor commerce_private.segment_cursors;
    v_left integer := max_rows;
    v_changed integer := 0;
    v_seen integer;
    v_rows integer;
begin
    perform commerce_private.require('worker');
    perform commerce_private.check_max_rows(max_rows);
    insert into commerce_private.segment_cursors as cursor (organization_id, as_of)
    select organization.id, v_today
    from commerce.organizations as organization
    on conflict on constraint segment_cursors_pkey do update
    set as_of = v_today, last_customer_id = null, is_done = false
    where cursor.as_of < v_today;
    for v_cursor in
        select cursor.*
        from commerce_private.segment_cursors as cursor
        where not cursor.is_done
        order by cursor.organization_id
        for no key update skip locked
    loop
        exit when v_left <= 0;
        with due as (
            select customer.id, customer.segment, commerce_private.segment_of(customer, commerce_private.clock()) as found
            from commerce.customers as customer
            where customer.organization_id = v_cursor.organization_id
                and (v_cursor.last_customer_id is null or customer.id > v_cursor.last_customer_id)
            order by customer.id
            limit v_left
        ),
        refreshed as (
            update commerce.customers as customer
            set segment = due.found
            from due
            where customer.organization_id = v_cursor.organization_id
                and customer.id = due.id
                and due.segment <> due.found
            returning customer.id
        )
        select count(*), max(due.id::text)::uuid, (select count(*) from refreshed)
        into v_seen, v_cursor.last_customer_id, v_rows
        from due;
        update commerce_private.segment_cursors as cursor
        set
            last_customer_id = coalesce(v_cursor.last_customer_id, cursor.last_customer_id),
            is_done = v_seen < v_left
        where cursor.organization_id = v_cursor.organization_id;
        v_left := v_left - v_seen;
        v_changed := v_changed + v_rows;
    end loop;
    return v_changed;
end;
$$;

comment on function commerce.refresh_customer_segments(integer) is
$md$Bring the column `segment` of customers up to date, each once a day (UTC), at most `max_rows` looked at; returns how
many changed. A sweep, for the worker.

`customer_segment` says what holds at once. Locks: customers by id.

Raises `VT302`, `VS101`.$md$;

revoke all on function commerce.refresh_customer_segments(integer) from public;
grant execute on function commerce.refresh_customer_segments(integer) to commerce_worker;
