create or replace function commerce.transfer_stock(
    product_id bigint,
    quantity bigint,
    from_location_id uuid = null,
    to_location_id uuid = null,
    reason text = null
)
returns setof commerce.stock_levels
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('manager');
    v_from_id uuid := coalesce(from_location_id, v_caller.organization_id);
    v_to_id uuid := coalesce(to_location_id, v_caller.organization_id);
    v_available bigint;
    v_now timestamptz;
begin
    if product_id is null then
        perform commerce_private.refuse_quantity('product_id', 'missing', 'Send the number of a product.');
    elsif quantity is null or quantity not between 1 and 1000000000 then
        perform commerce_private.refuse_quantity('quantity', 'out_of_range', 'Send a quantity from 1 to 1,000,000,000.');
    elsif v_from_id = v_to_id then
        perform commerce_private.refuse_quantity('to_location_id', 'same_location', 'Send two different locations.');
    elsif length(reason) > 1000 then
        perform commerce_private.refuse_quantity('reason', 'too_long', 'Send at most 1,000 characters.');
    end if;
    perform commerce_private.refuse_card_number(reason);
    -- Locks that have lapsed hold nothing back. They come before the stock rows.
    perform commerce_private.expire_locks(v_caller.organization_id, 1000);
    perform commerce_private.open_stock(v_caller.organization_id, product_id, v_to_id);
    perform
    from commerce.stock_levels as stock
    where stock.organization_id = v_caller.organization_id
        and stock.product_id = transfer_stock.product_id
        and stock.location_id in (v_from_id, v_to_id)
    order by stock.location_id
    for no key update;
    select stock.on_hand - stock.reserved
    into v_available
    from commerce.stock_levels as stock
    where stock.organization_id = v_caller.organization_id
        and stock.product_id = transfer_stock.product_id
        and stock.location_id = v_from_id;
    if v_available is null or v_available < quantity then
        perform commerce_private.refuse_stock(jsonb_build_object(
            'product_id', product_id, 'wanted', quantity, 'available', v_available));
    end if;
    v_now := commerce_private.clock();
    insert into commerce.stock_movements
        (organization_id, product_id, location_id, kind, quantity, reason, actor_user_id, at)
    select
        v_caller.organization_id, transfer_stock.product_id, moved.location_id, 'transfer', moved.quantity,
        transfer_stock.reason, v_caller.user_id, v_now
    from (values (v_from_id, -transfer_stock.quantity), (v_to_id, transfer_stock.quantity))
        as moved (location_id, quantity);
    update commerce.stock_levels as stock
    set
        on_hand = stock.on_hand + case when stock.location_id = v_to_id then quantity else -quantity end,
        updated_at = v_now
    where stock.organization_id = v_caller.organization_id
        and stock.product_id = transfer_stock.product_id
        and stock.location_id in (v_from_id, v_to_id);
    perform commerce_private.fill_backorders(v_caller.organization_id, product_id, v_to_id, v_caller.user_id);
    perform commerce_private.audit(v_caller, 'transfer_stock', product_id::text, '{on_hand}');
    return query
    select stock.*
    from commerce.stock_levels as stock
    where stock.organization_id = v_caller.organization_id
        and stock.product_id = transfer_stock.product_id
        and stock.location_id in (v_from_id, v_to_id)
    order by stock.location_id <> v_from_id;
end;
$$;

comment on function commerce.transfer_stock(bigint, bigint, uuid, uuid, text) is
$md$Carry units of a product from one location to another; a location that is left out is the first one.

Two movements that sum to nothing, in one transaction. Units that orders hold stay where they are; paid orders that
wait for the product where it goes get theirs. Answers with both shelves, the one they left first. Needs a manager. Locks: lapsed inventory locks, then stock by location.

Raises `VI101` bad input, `VC201` unknown product, `VI201` unknown location or no stock record, `VI401` fewer are
free (product_id, wanted, available), `VT101` card number, `VT302`.$md$;

revoke all on function commerce.transfer_stock(bigint, bigint, uuid, uuid, text) from public;
grant execute on function commerce.transfer_stock(bigint, bigint, uuid, uuid, text) to commerce_user, commerce_service;
