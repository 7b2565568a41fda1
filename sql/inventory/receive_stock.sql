create or replace function commerce.receive_stock(
    product_id bigint,
    quantity bigint,
    reason text = null,
    location_id uuid = null,
    expected_stock_id uuid = null
)
returns commerce.stock_levels
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('manager');
    v_location_id uuid;
    v_stock commerce.stock_levels;
begin
    if product_id is null then
        perform commerce_private.refuse_quantity('product_id', 'missing', 'Send the number of a product.');
    elsif quantity is null or quantity not between 1 and 1000000000 then
        perform commerce_private.refuse_quantity('quantity', 'out_of_range', 'Send a quantity from 1 to 1,000,000,000.');
    elsif length(reason) > 1000 then
        perform commerce_private.refuse_quantity('reason', 'too_long', 'Send at most 1,000 characters.');
    end if;
    perform commerce_private.refuse_card_number(reason);
    v_location_id := commerce_private.open_stock(v_caller.organization_id, product_id, location_id);
    if expected_stock_id is not null then
        update commerce.expected_stock as expected
        set
            quantity_received = expected.quantity_received + receive_stock.quantity,
            received_at = case
                when expected.quantity_received + receive_stock.quantity >= expected.quantity
                    then commerce_private.clock()
            end
        where expected.organization_id = v_caller.organization_id
            and expected.id = receive_stock.expected_stock_id
            and expected.product_id = receive_stock.product_id
            and expected.location_id = v_location_id
            and expected.received_at is null;
        if not found then
            perform commerce_private.refuse_expected(expected_stock_id);
        end if;
    end if;
    insert into commerce.stock_movements
        (organization_id, product_id, location_id, kind, quantity, reason, actor_user_id, at)
    values (
        v_caller.organization_id, receive_stock.product_id, v_location_id, 'receipt', receive_stock.quantity,
        receive_stock.reason, v_caller.user_id, commerce_private.clock()
    );
    perform commerce_private.audit(v_caller, 'receive_stock', product_id::text, '{on_hand}');
    perform commerce_private.lock_backorders(v_caller.organization_id, product_id, v_location_id);
    update commerce.stock_levels as stock
    set on_hand = stock.on_hand + receive_stock.quantity, updated_at = commerce_private.clock()
    where stock.organization_id = v_caller.organization_id
        and stock.product_id = receive_stock.product_id
        and stock.location_id = v_location_id
    returning stock.* into v_stock;
    if commerce_private.fill_backorders(
        v_caller.organization_id, product_id, v_location_id, v_caller.user_id) > 0 then
        select stock.*
        into v_stock
        from commerce.stock_levels as stock
        where stock.organization_id = v_caller.organization_id
            and stock.product_id = receive_stock.product_id
            and stock.location_id = v_location_id;
    end if;
    return v_stock;
end;
$$;

comment on function commerce.receive_stock(bigint, bigint, text, uuid, uuid) is
$md$Put units on the shelf; the stock record, and the first location, are made when they are missing.

`expected_stock_id` says that these units were expected: of fewer than were expected the rest stays incoming, and
a later delivery may name the same id (`expect_stock` says when no more will come). Paid orders that wait for the product get their units
at once, the oldest first. Needs a manager. Locks: inventory locks of waiting orders, then stock.

Raises `VI101` bad quantity, `VC201` unknown product, `VI201` unknown location or expectation, `VT302`.$md$;

revoke all on function commerce.receive_stock(bigint, bigint, text, uuid, uuid) from public;
grant execute on function commerce.receive_stock(bigint, bigint, text, uuid, uuid)
to commerce_user, commerce_service;
