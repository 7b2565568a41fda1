create or replace function commerce.expect_stock(
    product_id bigint,
    quantity bigint,
    expected_at timestamptz,
    location_id uuid = null
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
    elsif quantity is null or quantity not between 1 and 1000000000 then
        perform commerce_private.refuse_quantity('quantity', 'out_of_range', 'Send a quantity from 1 to 1,000,000,000.');
    elsif expected_at is null or not isfinite(expected_at) then
        perform commerce_private.refuse_quantity('expected_at', 'missing', 'Send the time at which the units should come.');
    end if;
    v_location_id := commerce_private.open_stock(v_caller.organization_id, product_id, location_id);
    insert into commerce.expected_stock as expected
        (organization_id, product_id, location_id, quantity, expected_at)
    values (
        v_caller.organization_id, expect_stock.product_id, v_location_id, expect_stock.quantity,
        expect_stock.expected_at
    )
    returning expected.* into v_expected;
    perform commerce_private.audit(v_caller, 'expect_stock', v_expected.id::text, '{quantity,expected_at}');
    return v_expected;
end;
$$;

comment on function commerce.expect_stock(bigint, bigint, timestamptz, uuid) is
$md$Write down units that are on their way; `stock_status` shows them as incoming until they are received.

Needs a manager.

Raises `VI101` bad input, `VC201` unknown product, `VI201` unknown location, `VT302`.$md$;

revoke all on function commerce.expect_stock(bigint, bigint, timestamptz, uuid) from public;
grant execute on function commerce.expect_stock(bigint, bigint, timestamptz, uuid)
to commerce_user, commerce_service;
