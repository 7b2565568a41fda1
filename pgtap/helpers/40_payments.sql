-- Orders to be paid, and the accounts to pay them with.

create sequence commerce_test.purchase;

-- A time held for an order, with the booking that waits for it.
create function commerce_test.given_time(
    order_id uuid,
    service_id uuid,
    staff_id uuid,
    starts_at timestamptz,
    expires_at timestamptz
)
returns uuid
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_order commerce.orders;
    v_item_id uuid;
    v_during tstzrange;
    v_reservation_id uuid;
begin
    select o.* into v_order from commerce.orders as o where o.id = given_time.order_id;
    select tstzrange(given_time.starts_at, given_time.starts_at + make_interval(mins => s.duration_minutes))
    into v_during
    from commerce.services as s
    where s.id = given_time.service_id;
    select i.id into v_item_id from commerce.order_items as i where i.order_id = given_time.order_id;
    insert into commerce.slot_reservations (
        organization_id, service_id, staff_id, during, occupied, status, expires_at, customer_id
    )
    values (
        v_order.organization_id, given_time.service_id, given_time.staff_id, v_during, v_during, 'reserved',
        given_time.expires_at, v_order.customer_id
    )
    returning id into v_reservation_id;
    insert into commerce.bookings (
        organization_id, booking_number, order_id, order_item_id, service_id, customer_id, reservation_id,
        staff_id, during, currency, total_minor, ical_uid
    )
    values (
        v_order.organization_id, commerce_private.new_number('TB-XXXXXX-XXXX'), v_order.id, v_item_id,
        given_time.service_id, v_order.customer_id, v_reservation_id, given_time.staff_id, v_during,
        v_order.currency, v_order.total_minor, v_reservation_id::text
    );
    return v_reservation_id;
end;
$$;

-- An order that waits for its payment. With a product, its stock is locked for it; with a staff
-- member and a start, the time is held and a booking waits with it.
create function commerce_test.given_order(
    total_minor bigint = 1000,
    status text = 'pending_payment',
    customer_id uuid = null,
    product_id bigint = null,
    quantity integer = 1,
    service_id uuid = null,
    staff_id uuid = null,
    starts_at timestamptz = null,
    organization text = null,
    due_now_minor bigint = null,
    expires_at timestamptz = null
)
returns uuid
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_organization_id uuid := commerce_test.organization_id(given_order.organization);
    v_order_id uuid := commerce_private.new_id();
    v_item_id uuid := commerce_private.new_id();
    v_expires_at timestamptz
        := coalesce(given_order.expires_at, commerce_private.clock() + interval '30 minutes');
begin
    insert into commerce.orders (
        organization_id, id, order_number, customer_id, status, payment_method, fulfillment_status, currency,
        subtotal_minor, total_minor, due_now_minor, due_minor, email, expires_at
    )
    select
        o.id, v_order_id, commerce_private.new_number('TST-XXXXXX-XXXX'), given_order.customer_id,
        'created', 'stripe', case when given_order.product_id is null then 'not_required' else 'unfulfilled' end,
        o.currency, given_order.total_minor, given_order.total_minor,
        coalesce(given_order.due_now_minor, given_order.total_minor), given_order.total_minor,
        'buyer@' || o.slug || '.test', greatest(v_expires_at, commerce_private.clock() + interval '24 hours')
    from commerce.organizations as o
    where o.id = v_organization_id;
    insert into commerce.order_items (
        organization_id, id, order_id, line, kind, product_id, service_id, title, quantity, unit_price_minor,
        total_minor
    )
    values (
        v_organization_id, v_item_id, v_order_id, 1,
        case
            when given_order.product_id is not null then 'product'
            when given_order.service_id is not null then 'service'
            else 'fee'
        end,
        given_order.product_id, given_order.service_id, 'Something', given_order.quantity,
        given_order.total_minor / given_order.quantity, given_order.total_minor
    );
    insert into commerce_private.access_tokens (organization_id, subject_id, access_token)
    values (v_organization_id, v_order_id, commerce_private.new_token());
    if given_order.product_id is not null then
        perform commerce_private.allocate_stock(
            v_organization_id, v_order_id, array[given_order.product_id], array[given_order.quantity::bigint],
            v_expires_at);
    end if;
    if given_order.service_id is not null then
        perform commerce_test.given_time(
            v_order_id, given_order.service_id, given_order.staff_id, given_order.starts_at, v_expires_at);
    end if;
    if given_order.status <> 'created' then
        update commerce.orders as o
        set status = given_order.status
        where o.organization_id = v_organization_id and o.id = v_order_id;
    end if;
    return v_order_id;
end;
$$;

create function commerce_test.given_gateway_account(
    gateway text = 'stripe',
    organization text = null,
    livemode boolean = false,
    external_account text = null
)
returns uuid
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_organization_id uuid := commerce_test.organization_id(given_gateway_account.organization);
    v_id uuid;
begin
    insert into commerce.gateway_accounts
        (organization_id, gateway, secret_name, webhook_secret_names, livemode, external_account)
    values (
        v_organization_id, given_gateway_account.gateway, 'PGCOMMERCE_GATEWAY_TEST',
        '{PGCOMMERCE_GATEWAY_TEST_HOOK}', given_gateway_account.livemode, given_gateway_account.external_account
    )
    returning id into v_id;
    insert into commerce_private.directory (kind, key, organization_id)
    values ('gateway_account', v_id::text, v_organization_id);
    return v_id;
end;
$$;

-- Begin to pay an order at stripe, as if its page had been made already.
create function commerce_test.given_payment(
    order_id uuid,
    status text = 'requires_action',
    amount_minor bigint = null,
    gateway text = 'stripe'
)
returns uuid
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_id uuid := commerce_private.new_id();
begin
    insert into commerce.payments (
        organization_id, id, order_id, gateway, gateway_account_id, reference, amount_minor, currency, status,
        next_action, gateway_reference, session_reference, expires_at, updated_at
    )
    select
        o.organization_id, v_id, o.id, given_payment.gateway, a.id,
        replace(o.organization_id::text, '-', '') || '-' || replace(v_id::text, '-', ''),
        coalesce(given_payment.amount_minor, o.due_now_minor), o.currency, given_payment.status,
        '{"type": "wait"}', 'cs_' || v_id, 'cs_' || v_id, commerce_private.clock() + interval '30 minutes',
        commerce_private.clock()
    from commerce.orders as o
    left join lateral (
        select g.id
        from commerce.gateway_accounts as g
        where g.organization_id = o.organization_id and g.gateway = given_payment.gateway
        order by g.id desc
        limit 1
    ) as a on true
    where o.id = given_payment.order_id;
    return v_id;
end;
$$;

create function commerce_test.payment_row(payment_id uuid)
returns commerce.payments
language sql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
select p.* from commerce.payments as p where p.id = payment_row.payment_id;
$$;

-- An event about a payment, delivered as the relay delivers it; answers with the outcome.
--     deliver(payment_id, 'payment_succeeded')
--     deliver(payment_id, 'payment_failed', '{"code": "card_declined"}', event_key => 'evt_1')
create function commerce_test.deliver(
    payment_id uuid,
    effect text,
    data jsonb = '{}',
    event_key text = null,
    account text = null,
    livemode boolean = false
)
returns text
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_payment commerce.payments := commerce_test.payment_row(deliver.payment_id);
    v_role text := current_setting('role');
    v_outcome text;
begin
    perform set_config('role', 'none', true);
    perform set_config('role', 'commerce_relay', true);
    select e.outcome
    into v_outcome
    from commerce.receive_webhook_event(
        gateway => v_payment.gateway,
        event_key => coalesce(deliver.event_key, 'evt_' || gen_random_uuid()),
        event_type => 'test.' || deliver.effect,
        effects => jsonb_build_array(
            jsonb_build_object('effect', deliver.effect, 'payment_reference', v_payment.reference)
            || case
                when deliver.effect = 'payment_succeeded' then jsonb_build_object(
                    'amount_minor', v_payment.amount_minor, 'currency', v_payment.currency)
                else '{}'
            end
            || deliver.data),
        account => coalesce(deliver.account, v_payment.gateway_account_id::text),
        livemode => deliver.livemode
    ) as e;
    perform set_config('role', 'none', true);
    perform set_config('role', v_role, true);
    return v_outcome;
end;
$$;

-- What gateways have been asked for the organization in context.
create function commerce_test.commands(kind text = null)
returns setof commerce.gateway_commands
language sql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
select c.*
from commerce.gateway_commands as c
where c.organization_id = commerce_test.organization_id()
    and (c.kind = commands.kind or commands.kind is null);
$$;

-- The integrity checks of the organization in context, whoever asks.
create function commerce_test.integrity()
returns setof commerce.integrity_check
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_role text := current_setting('role');
begin
    perform set_config('role', 'none', true);
    perform set_config('role', 'commerce_platform', true);
    return query select * from commerce.verify_integrity();
    perform set_config('role', 'none', true);
    perform set_config('role', v_role, true);
end;
$$;
