-- everybody wants product 1, by the function: its stock row stays locked until the commit is on disk
select (commerce.create_order(items => '[{"product_id": 1, "quantity": 1}]')).id;
