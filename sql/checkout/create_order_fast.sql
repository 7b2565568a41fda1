-- Since no more of the credit need be used than is wanted.
drop procedure if exists commerce.create_order_fast(
    uuid, uuid, jsonb, uuid, jsonb, uuid, text, jsonb, jsonb, uuid, text, text, bigint, text, jsonb, text,
    text, boolean, text, commerce.created_order
);

create or replace procedure commerce.create_order_fast(
    organization_id uuid,
    user_id uuid = null,
    items jsonb = null,
    cart_id uuid = null,
    customer jsonb = null,
    customer_id uuid = null,
    payment_method text = null,
    shipping_address jsonb = null,
    billing_address jsonb = null,
    shipping_method_id uuid = null,
    promotion_code text = null,
    gift_card_code text = null,
    expected_total_minor bigint = null,
    notes text = null,
    metadata jsonb = null,
    success_url text = null,
    cancel_url text = null,
    use_store_credit boolean = false,
    store_credit_minor bigint = null,
    idempotency_key text = null,
    inout created commerce.created_order = null
)
language plpgsql
security invoker
as $$
begin
    -- Refused inside a transaction of the caller's, before anything is done.
    commit;
    perform commerce.set_context(create_order_fast.organization_id, create_order_fast.user_id, true);
    perform pg_catalog.set_config('synchronous_commit', 'off', true);
    created := commerce.create_order(
        items => create_order_fast.items,
        cart_id => create_order_fast.cart_id,
        customer => create_order_fast.customer,
        customer_id => create_order_fast.customer_id,
        payment_method => create_order_fast.payment_method,
        shipping_address => create_order_fast.shipping_address,
        billing_address => create_order_fast.billing_address,
        shipping_method_id => create_order_fast.shipping_method_id,
        promotion_code => create_order_fast.promotion_code,
        gift_card_code => create_order_fast.gift_card_code,
        expected_total_minor => create_order_fast.expected_total_minor,
        notes => create_order_fast.notes,
        metadata => create_order_fast.metadata,
        success_url => create_order_fast.success_url,
        cancel_url => create_order_fast.cancel_url,
        use_store_credit => create_order_fast.use_store_credit,
        store_credit_minor => create_order_fast.store_credit_minor,
        idempotency_key => create_order_fast.idempotency_key
    );
    -- The locks are gone with this commit, which does not wait for the disk. Nobody has been answered yet.
    commit;
    -- The log is flushed in order: once this word is on disk, the order is.
    perform pg_catalog.pg_logical_emit_message(true, 'commerce.create_order_fast', '');
    commit;
end;
$$;

comment on procedure commerce.create_order_fast(
    uuid, uuid, jsonb, uuid, jsonb, uuid, text, jsonb, jsonb, uuid, text, text, bigint, text, jsonb, text,
    text, boolean, bigint, text, commerce.created_order
) is
$md$Make an order like `create_order`, for sales where everybody wants one product: its stock is locked only while the order is written.

`create_order` keeps the product's stock row until its commit is on disk, so that rivals wait for the disk one after
the other. This procedure commits without that wait, then waits for the disk without a lock, and answers afterwards: who
is answered has an order that is on disk. `call commerce.create_order_fast(organization_id => …, items => …)` answers
with one row, whose column `created` is what `create_order` returns.

A procedure that commits knows nothing of the transaction around it: it takes organization and user as arguments
(as `set_context` does), needs autocommit, and runs with the caller's own rights. Arguments, answers, idempotency and
errors are those of `create_order`.

Raises what `set_context` and `create_order` raise, and `2D000` inside a transaction of the caller's.$md$;

revoke all on procedure commerce.create_order_fast(
    uuid, uuid, jsonb, uuid, jsonb, uuid, text, jsonb, jsonb, uuid, text, text, bigint, text, jsonb, text,
    text, boolean, bigint, text, commerce.created_order
) from public;
grant execute on procedure commerce.create_order_fast(
    uuid, uuid, jsonb, uuid, jsonb, uuid, text, jsonb, jsonb, uuid, text, text, bigint, text, jsonb, text,
    text, boolean, bigint, text, commerce.created_order
) to commerce_anon, commerce_user, commerce_service;
