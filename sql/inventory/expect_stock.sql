-- Since an expectation can be changed.
drop function if exists commerce.expect_stock(bigint, bigint, timestamptz, uuid);

create or replace function commerce.expect_stock(
    product_id bigint,
    quantity bigint,
    expected_at timestamptz = null,
    location_id uuid = null,
    expected_stock_id uuid = null
)
returns commerce.expected_stock
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('manager');
    v_location_id uuid;
    v_expected commerce.expected_stock;
begin
    if product_id is null then
        perform commerce_private.refuse_quantity('product_id', 'missing', 'Send the number of a product.');
    elsif quantity is null or quantity not between 0 and 1000000000 or (quantity = 0 and expected_stock_id is null) then
        perform commerce_private.refuse_quantity('quantity', 'out_of_range', 'Send a quantity from 1 to 1,000,000,000.');
    elsif (expected_at is null and expected_stock_id is null) or not isfinite(expected_at) then
        perform commerce_private.refuse_quantity('expected_at', 'missing', 'Send the time at which the units should come.');
    end if;
    if expected_stock_id is null then
        v_location_id := commerce_private.open_stock(v_caller.organization_id, product_id, location_id);
        insert into commerce.expected_stock as expected
            (organization_id, product_id, location_id, quantity, expected_at)
        values (
            v_caller.organization_id, expect_stock.product_id, v_location_id, expect_stock.quantity,
            expect_stock.expected_at
        )
        returning expected.* into v_expected;
    else
        update commerce.expected_stock as expected
        set
            quantity = expected.quantity_received + expect_stock.quantity,
            expected_at = coalesce(expect_stock.expected_at, expected.expected_at),
            received_at = case when expect_stock.quantity = 0 then commerce_private.clock() end
        where expected.organization_id = v_caller.organization_id
            and expected.id = expect_stock.expected_stock_id
            and expected.product_id = expect_stock.product_id
            and expected.location_id = coalesce(expect_stock.location_id, expected.location_id)
            and expected.received_at is null
        returning expected.* into v_expected;
        if not found then
            perform commerce_private.refuse_expected(expected_stock_id);
        end if;
    end if;
    perform commerce_private.audit(v_caller, 'expect_stock', v_expected.id::text, '{quantity,expected_at}');
    return v_expected;
end;
$$;

comment on function commerce.expect_stock(bigint, bigint, timestamptz, uuid, uuid) is
$md$Write down units that are on their way; `stock_status` shows them as incoming until they are received.

With `expected_stock_id` what is still to come of an expectation is changed: to `quantity` units, 0 when no more will
come, and to `expected_at` when that is given. Needs a manager.

Raises `VI101` bad input, `VC201` unknown product, `VI201` unknown location, or nothing of this product is expected any
more under this id, `VT302`.$md$;

revoke all on function commerce.expect_stock(bigint, bigint, timestamptz, uuid, uuid) from public;
grant execute on function commerce.expect_stock(bigint, bigint, timestamptz, uuid, uuid)
to commerce_user, commerce_service;
