-- the same orders over ten thousand products: nobody waits for anybody
\set product random(1, 10000)
select (commerce.create_order(
    items => jsonb_build_array(jsonb_build_object('product_id', (:product)::bigint, 'quantity', 1))
)).id;
