-- everybody wants product 1, in the naive design: take it, then order; it stays locked until the commit is on disk
begin;
select bench.take_first();
select (commerce.create_order(items => '[{"product_id": 1, "quantity": 1}]')).id;
commit;
