create or replace function commerce_private.set_stock(
    caller commerce_private.caller,
    product_id bigint,
    location_id uuid,
    counted bigint,
    expected_on_hand bigint,
    reason text
)
returns commerce.stock_levels
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_stock commerce.stock_levels;
    v_delta bigint;
    v_threshold bigint;
    v_now timestamptz;
begin
    select stock.*
    into v_stock
    from commerce.stock_levels as stock
    where stock.organization_id = caller.organization_id
        and stock.product_id = set_stock.product_id
        and stock.location_id = set_stock.location_id
    for no key update;
    v_delta := counted - v_stock.on_hand;
    if v_stock.on_hand <> expected_on_hand then
        raise exception using
            errcode = 'VI402',
            message = 'the stock changed meanwhile',
            detail = jsonb_build_object(
                'product_id', product_id, 'on_hand', v_stock.on_hand, 'expected_on_hand', expected_on_hand),
            hint = 'Count again, and send what is on hand now.';
    elsif counted < v_stock.reserved then
        -- Fewer than orders hold: somebody has to decide which order goes without.
        perform commerce_private.refuse_stock(jsonb_build_object(
            'product_id', product_id, 'wanted', -v_delta, 'available', v_stock.on_hand - v_stock.reserved));
    elsif v_delta = 0 then
        return v_stock;
    end if;
    v_now := commerce_private.clock();
    insert into commerce.stock_movements
        (organization_id, product_id, location_id, kind, quantity, reason, actor_user_id, at)
    values (
        caller.organization_id, set_stock.product_id, set_stock.location_id, 'adjustment', v_delta,
        coalesce(set_stock.reason, 'counted'), caller.user_id, v_now
    );
    update commerce.stock_levels as stock
    set on_hand = set_stock.counted, updated_at = v_now
    where stock.organization_id = caller.organization_id
        and stock.product_id = set_stock.product_id
        and stock.location_id = set_stock.location_id
    returning stock.* into v_stock;
    v_threshold := commerce_private.setting(caller.organization_id, 'low_stock_threshold')::bigint;
    if counted <= v_threshold and counted - v_delta > v_threshold then
        perform commerce_private.tell_low_stock(caller.organization_id, product_id, location_id, counted);
    end if;
    return v_stock;
end;
$$;

comment on function commerce_private.set_stock(commerce_private.caller, bigint, uuid, bigint, bigint, text) is
$md$Make a shelf hold what was counted, by a movement of the difference; the same number changes nothing.

The stock record exists. Raises `VI401` fewer than orders hold, `VI402` it is not what was expected.$md$;

revoke all on function commerce_private.set_stock(commerce_private.caller, bigint, uuid, bigint, bigint, text) from public;
