create or replace function commerce_private.hold_times(
    caller commerce_private.caller,
    lines commerce_private.priced_line[],
    customer_id uuid,
    expires_at timestamptz
)
returns commerce_private.priced_line[]
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_lines commerce_private.priced_line[] := lines;
    v_at integer;
begin
    perform commerce_private.take_reservations(
        caller,
        array_agg(line.reservation_id order by line.reservation_id),
        array_agg(line.hold_token order by line.reservation_id),
        hold_times.customer_id,
        hold_times.expires_at
    )
    from unnest(hold_times.lines) as line
    where line.reservation_id is not null
    having count(*) > 0;
    -- In the order of staff, then start, or two carts that want the same times would deadlock.
    for v_at in
        select line.at
        from unnest(hold_times.lines) with ordinality as line (
            line, kind, product_id, service_id, reservation_id, hold_token, starts_at, title, sku, quantity,
            unit_price_minor, total_minor, due_now_minor, currency, is_stocked, is_short, allow_backorder, snapshot,
            item, at
        )
        where line.kind = 'service' and line.reservation_id is null
        order by line.item ->> 'staff_id', line.service_id, line.starts_at
    loop
        v_lines[v_at].reservation_id := (commerce_private.hold_time(
            caller => hold_times.caller,
            service_id => v_lines[v_at].service_id,
            starts_at => v_lines[v_at].starts_at,
            staff_id => (v_lines[v_at].item ->> 'staff_id')::uuid,
            time_slot_id => (v_lines[v_at].item ->> 'time_slot_id')::uuid,
            ends_at => null,
            party_size => coalesce((v_lines[v_at].item ->> 'party_size')::integer, 1),
            expires_at => hold_times.expires_at,
            customer_id => hold_times.customer_id,
            preferred_staff_id => null,
            resource_ids => null
        )).id;
    end loop;
    return v_lines;
end;
$$;

comment on function commerce_private.hold_times(
    commerce_private.caller, commerce_private.priced_line[], uuid, timestamptz
) is
$md$Take the held times of an order, and hold those that are not held yet; every line of a time has its reservation afterwards.

Raises what `take_reservations` and `hold_time` raise: `VB201`, `VB202`, `VB301`, `VB401`, `VB402`,
`VB403`, `VB405`.$md$;

revoke all on function commerce_private.hold_times(
    commerce_private.caller, commerce_private.priced_line[], uuid, timestamptz
) from public;
