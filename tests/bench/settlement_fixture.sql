-- Orders that wait for their money, made through the public functions. Run by a superuser.
create unlogged table if not exists bench.due (
    n bigint primary key,
    reference text not null,
    amount_minor bigint not null,
    account text
);
grant select on bench.due to public;

create or replace function bench.prepare_settlements(wanted integer)
returns void
language plpgsql
as $$
declare
    v_order uuid;
begin
    truncate bench.due;
    perform set_config('commerce.organization_id', bench.id('0', 1)::text, true);
    perform set_config('role', 'commerce_service', true);
    for n in 1..wanted loop
        v_order := (commerce.create_order(
            items => jsonb_build_array(
                jsonb_build_object('product_id', 1 + (n * 7 + 3333) % 10000, 'quantity', 1),
                jsonb_build_object('product_id', 1 + (n * 7 + 6666) % 10000, 'quantity', 2),
                jsonb_build_object('product_id', 1 + (n * 7 + 9999) % 10000, 'quantity', 3)
            ),
            customer_id => bench.id('3', n % 10000),
            payment_method => 'stripe',
            idempotency_key => 'settlement ' || nextval('bench.order_n')
        )).id;
        insert into bench.due (n, reference, amount_minor, account)
        select n, payment.reference, payment.amount_minor, 'acct_bench'
        from commerce.payments as payment
        where payment.organization_id = bench.id('0', 1) and payment.order_id = v_order;
    end loop;
    perform set_config('role', 'none', true);
    analyze bench.due;
    perform setval('bench.event_n', 1, false);
end;
$$;
grant insert on bench.due to public;
