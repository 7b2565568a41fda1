create or replace function commerce.export_customer_data(
    customer_id uuid
)
returns jsonb
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('manager');
    v_organization_id uuid := v_caller.organization_id;
    v_ids jsonb;
    v_data jsonb;
    v_table record;
    v_rows jsonb;
begin
    select to_jsonb(customer)
    into v_data
    from commerce.customers as customer
    where customer.organization_id = v_organization_id and customer.id = export_customer_data.customer_id;
    if v_data is null then
        raise exception using
            errcode = 'VU201',
            message = 'customer not found',
            detail = jsonb_build_object('customer_id', customer_id),
            hint = 'Send the id of a customer of this organization.';
    end if;
    v_data := jsonb_build_object('exported_at', commerce_private.clock(), 'commerce.customers', jsonb_build_array(v_data));
    v_ids := jsonb_build_object(
        'customer_id', jsonb_build_array(customer_id),
        'order_id', coalesce((
            select jsonb_agg(ord.id)
            from commerce.orders as ord
            where ord.organization_id = v_organization_id and ord.customer_id = export_customer_data.customer_id
        ), '[]'),
        'booking_id', coalesce((
            select jsonb_agg(booking.id)
            from commerce.bookings as booking
            where booking.organization_id = v_organization_id
                and booking.customer_id = export_customer_data.customer_id
        ), '[]'),
        'payment_id', coalesce((
            select jsonb_agg(payment.id)
            from commerce.orders as ord
            join commerce.payments as payment
                on payment.organization_id = ord.organization_id and payment.order_id = ord.id
            where ord.organization_id = v_organization_id and ord.customer_id = export_customer_data.customer_id
        ), '[]'),
        'cart_id', coalesce((
            select jsonb_agg(cart.id)
            from commerce.carts as cart
            where cart.organization_id = v_organization_id and cart.customer_id = export_customer_data.customer_id
        ), '[]'),
        'stored_value_id', coalesce((
            select jsonb_agg(value.id)
            from commerce.stored_values as value
            where value.organization_id = v_organization_id and value.customer_id = export_customer_data.customer_id
        ), '[]'));
    -- Every table of an organization that hangs on one of these, the tables to come too.
    for v_table in
        select
            declared.table_name,
            (
                array_agg(linked.attname order by array_position(
                    array['customer_id', 'stored_value_id', 'order_id', 'booking_id', 'payment_id', 'cart_id'],
                    linked.attname::text))
            )[1] as link
        from commerce_meta.tables as declared
        join pg_catalog.pg_attribute as linked
            on linked.attrelid = declared.table_name::regclass
            and not linked.attisdropped
            and linked.attname in (
                'customer_id', 'order_id', 'booking_id', 'payment_id', 'cart_id', 'stored_value_id')
        where declared.scope = 'tenant'
            and (declared.table_name like 'commerce.%' or declared.personal_columns <> '{}')
            and declared.table_name <> 'commerce.customers'
        group by declared.table_name
        order by declared.table_name
    loop
        execute format(
            'select jsonb_agg(to_jsonb(part) - ''{organization_id,idempotency_key,fingerprint}''::text[])'
            ' from %I.%I as part where part.organization_id = $1'
            ' and part.%I in (select held.id::uuid from jsonb_array_elements_text($2) as held (id))',
            split_part(v_table.table_name, '.', 1), split_part(v_table.table_name, '.', 2), v_table.link)
        into v_rows
        using v_organization_id, v_ids -> v_table.link;
        if v_rows is not null then
            v_data := v_data || jsonb_build_object(v_table.table_name, v_rows);
        end if;
    end loop;
    return v_data;
end;
$$;

comment on function commerce.export_customer_data(uuid) is
$md$All that is stored about a customer, to be handed to them: one json object with a list of rows for each table.

The customer's record, addresses, consents, orders with their lines, payments, bookings, messages, credit and so on:
every table that names the customer or one of their orders, bookings, payments or carts. Tokens and keys are left out.
What members wrote for themselves is in it: read it before you hand it over. The schema is
docs/schemas/customer_data.json. For managers and trusted backends.

Raises `VU201` unknown customer, `VT302`.$md$;

revoke all on function commerce.export_customer_data(uuid) from public;
grant execute on function commerce.export_customer_data(uuid) to commerce_user, commerce_service;
