create or replace function commerce.import_stock(
    rows jsonb
)
returns integer
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('manager');
    v_row record;
    v_before bigint;
    v_stock commerce.stock_levels;
    v_changed integer := 0;
begin
    if jsonb_typeof(rows) is distinct from 'array' or jsonb_array_length(rows) not between 1 and 10000 then
        perform commerce_private.refuse_quantity('rows', 'not_a_list',
            'Send a list of 1 to 10,000 objects with "sku" and "on_hand".');
    end if;
    perform commerce_private.refuse_card_number(
        (select string_agg(line.value ->> 'reason', e'\n') from jsonb_array_elements(rows) as line (value)
         where jsonb_typeof(line.value) = 'object'));
    select line.place, line.fault
    into v_row
    from commerce_private.read_stock_rows(v_caller.organization_id, rows) as line
    where line.fault is not null
    order by line.place
    limit 1;
    if v_row.fault is not null then
        raise exception using
            errcode = 'VI101',
            message = 'bad row in a stock list',
            detail = jsonb_build_object('argument', 'rows', 'row', v_row.place, 'reason', v_row.fault),
            hint = 'Every row has a known sku, a whole number as on_hand, and perhaps the name of a location and a reason.';
    end if;
    -- Locks that have lapsed hold nothing back. They come before the stock rows, which come in key order.
    perform commerce_private.expire_locks(v_caller.organization_id, 100000);
    for v_row in
        select line.product_id, line.location_id, line.counted, line.reason
        from commerce_private.read_stock_rows(v_caller.organization_id, rows) as line
        order by line.product_id, line.location_id
    loop
        perform commerce_private.open_stock(v_caller.organization_id, v_row.product_id, v_row.location_id);
        select stock.on_hand
        into v_before
        from commerce.stock_levels as stock
        where stock.organization_id = v_caller.organization_id
            and stock.product_id = v_row.product_id
            and stock.location_id = v_row.location_id
        for no key update;
        v_stock := commerce_private.set_stock(
            v_caller, v_row.product_id, v_row.location_id, v_row.counted, null, coalesce(v_row.reason, 'imported'));
        v_changed := v_changed + (v_stock.on_hand <> v_before)::integer;
    end loop;
    perform commerce_private.audit(v_caller, 'import_stock', null, '{on_hand}');
    return v_changed;
end;
$$;

comment on function commerce.import_stock(jsonb) is
$md$Make shelves hold what a list says: `[{"sku": "mug", "on_hand": 12, "location": "Main", "reason": "inventory"}]`.

`location` is a name, the first location when left out. All rows or none, at most 10,000; differences become
movements, so the same list a second time changes nothing. Orders that
wait for goods get them by `receive_stock` or `count_stock`, not by a list. Returns how many shelves changed. Needs a manager.

Raises `VI101` bad list or row (row, reason), `VI401` fewer than orders hold (product_id, wanted, available),
`VT101` card number, `VT302`.$md$;

revoke all on function commerce.import_stock(jsonb) from public;
grant execute on function commerce.import_stock(jsonb) to commerce_user, commerce_service;
