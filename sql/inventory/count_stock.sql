create or replace function commerce.count_stock(
    product_id bigint,
    counted bigint,
    expected_on_hand bigint = null,
    location_id uuid = null,
    reason text = null
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
    elsif counted is null or counted not between 0 and 1000000000 then
        perform commerce_private.refuse_quantity('counted', 'out_of_range', 'Send a number from 0 to 1,000,000,000.');
    elsif length(reason) > 1000 then
        perform commerce_private.refuse_quantity('reason', 'too_long', 'Send at most 1,000 characters.');
    end if;
    perform commerce_private.refuse_card_number(reason);
    -- Locks that have lapsed hold nothing back. They come before the stock row.
    perform commerce_private.expire_locks(v_caller.organization_id, 1000);
    v_location_id := commerce_private.open_stock(v_caller.organization_id, product_id, location_id);
    perform commerce_private.lock_backorders(v_caller.organization_id, product_id, v_location_id);
    v_stock := commerce_private.set_stock(
        v_caller, product_id, v_location_id, counted, expected_on_hand, reason);
    if commerce_private.fill_backorders(
        v_caller.organization_id, product_id, v_location_id, v_caller.user_id) > 0 then
        select stock.*
        into v_stock
        from commerce.stock_levels as stock
        where stock.organization_id = v_caller.organization_id
            and stock.product_id = count_stock.product_id
            and stock.location_id = v_location_id;
    end if;
    perform commerce_private.audit(v_caller, 'count_stock', product_id::text, '{on_hand}');
    return v_stock;
end;
$$;

comment on function commerce.count_stock(bigint, bigint, bigint, uuid, text) is
$md$Record how many units of a product somebody counted on a shelf: the difference becomes a movement.

With `expected_on_hand`, what the books said when the counting began, nothing changes when a sale or a delivery
came between (compare and swap). Units that orders hold must be there; what is
free goes to paid orders that wait for it first. The stock record is made when it is
missing. Needs a manager.

Raises `VI101` bad input, `VC201` unknown product, `VI201` unknown location, `VI401` fewer than orders hold
(product_id, wanted, available), `VI402` the stock changed meanwhile (on_hand), `VT101` card number, `VT302`.$md$;

revoke all on function commerce.count_stock(bigint, bigint, bigint, uuid, text) from public;
grant execute on function commerce.count_stock(bigint, bigint, bigint, uuid, text) to commerce_user, commerce_service;
