create or replace function commerce_private.write_lines(
    caller commerce_private.caller,
    made commerce.orders,
    lines commerce_private.priced_line[],
    has_times boolean
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_generic_plan
as $$
declare
    v_item_ids uuid[];
begin
    with written as (
        insert into commerce.order_items
            (organization_id, order_id, line, kind, product_id, service_id, title, sku, quantity, unit_price_minor,
             total_minor, snapshot, created_at)
        select
            (write_lines.made).organization_id, (write_lines.made).id, line.line, line.kind, line.product_id,
            line.service_id, line.title, line.sku, line.quantity, line.unit_price_minor, line.total_minor,
            line.snapshot, (write_lines.made).created_at
        from unnest(write_lines.lines) as line
        returning order_items.line, order_items.id
    )
    select array_agg(written.id order by written.line)
    into v_item_ids
    from written;
    if not has_times then
        return;
    end if;

    perform commerce_private.make_bookings(
        write_lines.caller,
        (write_lines.made).id,
        (write_lines.made).customer_id,
        (write_lines.made).currency,
        array_agg(line.reservation_id order by line.line),
        array_agg(item.id order by line.line),
        array_agg(line.total_minor order by line.line),
        array_agg(coalesce(line.item -> 'participants', '{}') order by line.line),
        array_agg(line.item ->> 'customer_note' order by line.line),
        (write_lines.made).source
    )
    from unnest(write_lines.lines) as line
    join unnest(v_item_ids) with ordinality as item (id, line) on item.line = line.line
    where line.kind = 'service'
    having count(*) > 0;
end;
$$;

comment on function commerce_private.write_lines(
    commerce_private.caller, commerce.orders, commerce_private.priced_line[], boolean
) is
$md$Write the lines of an order, and a booking for each time among them.$md$;

revoke all on function commerce_private.write_lines(
    commerce_private.caller, commerce.orders, commerce_private.priced_line[], boolean
) from public;
