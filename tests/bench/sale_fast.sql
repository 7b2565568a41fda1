-- everybody wants product 1: the procedure entry, which locks it only while the order is written
call commerce.create_order_fast(
    organization_id => 'be000000-0000-4000-8000-000000000001', items => '[{"product_id": 1, "quantity": 1}]'
);
