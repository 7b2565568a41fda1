create or replace function commerce.adjust_stock(
    product_id bigint,
    delta bigint,
    reason text = null,
    expected_on_hand bigint = null,
    location_id uuid = null,
    kind text = 'adjustment'
)
returns commerce.stock_levels
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('manager');
    v_location_id uuid := coalesce(location_id, v_caller.organization_id);
    v_stock commerce.stock_levels;
    v_threshold bigint;
begin
    if product_id is null then
        perform commerce_private.refuse_quantity('product_id', 'missing', 'Send the number of a product.');
    elsif delta is null or delta = 0 or delta not between -1000000000 and 1000000000 then
        perform commerce_private.refuse_quantity('delta', 'out_of_range', 'Send a change of up to 1,000,000,000 units, not 0.');
    elsif kind is null or kind not in ('adjustment', 'damage') then
        perform commerce_private.refuse_quantity('kind', 'unknown_value', 'Send adjustment or damage.');
    elsif length(reason) > 1000 then
        perform commerce_private.refuse_quantity('reason', 'too_long', 'Send at most 1,000 characters.');
    end if;
    perform commerce_private.refuse_card_number(reason);
    if delta < 0 then
        -- Locks that have lapsed hold nothing back. They come before the stock row.
        perform commerce_private.expire_locks(v_caller.organization_id, 1000);
    else
        perform commerce_private.lock_backorders(v_caller.organization_id, product_id, v_location_id);
    end if;
    select stock.*
    into v_stock
    from commerce.stock_levels as stock
    where stock.organization_id = v_caller.organization_id
        and stock.product_id = adjust_stock.product_id
        and stock.location_id = v_location_id
    for no key update;
    if v_stock.product_id is null then
        perform commerce_private.refuse_stock(jsonb_build_object('product_id', product_id));
    elsif v_stock.on_hand <> expected_on_hand then
        raise exception using
            errcode = 'VI402',
            message = 'the stock changed meanwhile',
            detail = jsonb_build_object(
                'product_id', product_id, 'on_hand', v_stock.on_hand, 'expected_on_hand', expected_on_hand),
            hint = 'Count again, and adjust from what is on hand now.';
    elsif v_stock.on_hand + delta < v_stock.reserved then
        perform commerce_private.refuse_stock(jsonb_build_object(
            'product_id', product_id, 'wanted', -delta, 'available', v_stock.on_hand - v_stock.reserved));
    end if;
    insert into commerce.stock_movements
        (organization_id, product_id, location_id, kind, quantity, reason, actor_user_id, at)
    values (
        v_caller.organization_id, adjust_stock.product_id, v_location_id, adjust_stock.kind, adjust_stock.delta,
        adjust_stock.reason, v_caller.user_id, commerce_private.clock()
    );
    update commerce.stock_levels as stock
    set on_hand = stock.on_hand + adjust_stock.delta, updated_at = commerce_private.clock()
    where stock.organization_id = v_caller.organization_id
        and stock.product_id = adjust_stock.product_id
        and stock.location_id = v_location_id
    returning stock.* into v_stock;
    perform commerce_private.audit(v_caller, 'adjust_stock', product_id::text, '{on_hand}');
    if delta > 0 and commerce_private.fill_backorders(
        v_caller.organization_id, product_id, v_location_id, v_caller.user_id) > 0 then
        select stock.*
        into v_stock
        from commerce.stock_levels as stock
        where stock.organization_id = v_caller.organization_id
            and stock.product_id = adjust_stock.product_id
            and stock.location_id = v_location_id;
    end if;
    v_threshold := commerce_private.setting(v_caller.organization_id, 'low_stock_threshold')::bigint;
    if v_stock.on_hand <= v_threshold and v_stock.on_hand - delta > v_threshold then
        perform commerce_private.tell_low_stock(
            v_caller.organization_id, product_id, v_location_id, v_stock.on_hand);
    end if;
    return v_stock;
end;
$$;

comment on function commerce.adjust_stock(bigint, bigint, text, bigint, uuid, text) is
$md$Correct what is on the shelf by `delta` units; `kind` is `adjustment` or `damage`.

With `expected_on_hand` nothing changes when somebody else was faster. Units that orders hold cannot be
taken away; what is added goes to paid orders that wait for it first. Needs a manager.

Raises `VI101` bad input, `VI201` no stock record, `VI401` fewer are free (product_id, wanted,
available), `VI402` the stock changed meanwhile (on_hand), `VT302`.$md$;

revoke all on function commerce.adjust_stock(bigint, bigint, text, bigint, uuid, text) from public;
grant execute on function commerce.adjust_stock(bigint, bigint, text, bigint, uuid, text)
to commerce_user, commerce_service;
