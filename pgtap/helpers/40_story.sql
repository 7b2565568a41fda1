-- What twin has gone through before a test begins: an order of goods and an appointment,
-- made through the public functions. It is settled, and the appointment years away, so that no sweep
-- has a reason to touch it.

create table commerce_test.story_failures (organization text not null, message text not null);

create function commerce_test.tell_story(organization text)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_service_id uuid := commerce_test.value_of(format(
        'select s.id from commerce.services as s where s.organization_id = %L and s.name = ''Seed haircut''',
        commerce_test.organization_id(organization)))::uuid;
    v_product_id bigint := commerce_test.value_of(format(
        'select p.id from commerce.products as p where p.organization_id = %L and p.sku = ''seed-shampoo''',
        commerce_test.organization_id(organization)))::bigint;
    v_hold jsonb;
begin
    perform commerce_test.act_as(organization);
    select to_jsonb(r) into v_hold
    from commerce.reserve_time_slot(
        service_id => v_service_id,
        starts_at => date_trunc('day', commerce_private.clock() + interval '3000 days') + interval '9 hours',
        idempotency_key => 'seed-hold-of-the-template'
    ) as r;
    perform commerce.create_order(
        items => jsonb_build_array(
            jsonb_build_object('product_id', v_product_id, 'quantity', 2),
            jsonb_build_object('reservation_id', v_hold -> 'id', 'hold_token', v_hold -> 'hold_token')
        ),
        customer => jsonb_build_object('email', 'carla@' || organization || '.test', 'first_name', 'Carla'),
        payment_method => 'cash_on_delivery',
        shipping_address => '{"name": "Carla Example", "line1": "1 Main Street", "city": "Springfield", "country": "US", "postal_code": "12345"}',
        idempotency_key => 'seed-order-of-the-template'
    );
    set constraints all immediate;
    perform set_config('role', 'none', true);
    update commerce.notification_queue as q
    set status = 'sent', attempts = 1
    where q.organization_id = commerce_test.organization_id(organization);
end;
$$;
