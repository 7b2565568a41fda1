create or replace function commerce.merge_customers(
    keep_id uuid,
    drop_id uuid,
    force boolean = false
)
returns commerce.customers
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('manager');
    v_organization_id uuid := v_caller.organization_id;
    v_kept commerce.customers;
    v_dropped commerce.customers;
begin
    v_kept := commerce_private.customer_by_alias(v_organization_id, drop_id, null, null);
    if keep_id = drop_id then
        perform commerce_private.refuse_customer_input('drop_id', 'same_customer');
    elsif v_kept.id = keep_id then
        -- Done before.
        return v_kept;
    end if;
    -- What belongs to them first, the customers last, as everywhere.
    perform
    from commerce.orders as ord
    where ord.organization_id = v_organization_id
        and ord.customer_id in (merge_customers.keep_id, merge_customers.drop_id)
    order by ord.id
    for no key update;
    perform commerce_private.lock_bookings(v_organization_id, array(
        select booking.id
        from commerce.bookings as booking
        where booking.organization_id = v_organization_id and booking.customer_id = drop_id));
    -- Their times live on, under another name: nobody may be at work in those calendars.
    perform commerce_private.lock_reservations(v_organization_id, array(
        select held.id
        from commerce.slot_reservations as held
        where held.organization_id = v_organization_id
            and held.customer_id = drop_id
            and held.status in ('reserved', 'confirmed')), true);
    perform commerce_private.merge_belongings(v_organization_id, keep_id, drop_id, v_caller.user_id);
    perform
    from commerce.customers as customer
    where customer.organization_id = v_organization_id
        and customer.id in (merge_customers.keep_id, merge_customers.drop_id)
    order by customer.id
    for update;
    v_kept := commerce_private.visible_customer(v_caller, keep_id);
    v_dropped := commerce_private.visible_customer(v_caller, drop_id);
    if v_kept.user_id <> v_dropped.user_id and force is not true then
        perform commerce_private.refuse_merge('other_user');
    end if;
    perform commerce_private.move_customer_rows(v_organization_id, keep_id, drop_id);

    insert into commerce.customer_aliases
        (organization_id, former_customer_id, customer_id, former_user_id, former_email)
    values (
        v_organization_id, v_dropped.id, v_kept.id,
        case when v_kept.user_id is not null then v_dropped.user_id end,
        case when v_kept.email is not null then v_dropped.email end
    );
    delete from commerce.customers as customer
    where customer.organization_id = v_organization_id and customer.id = v_dropped.id;
    update commerce.customers as customer
    set
        user_id = coalesce(customer.user_id, v_dropped.user_id),
        email = coalesce(customer.email, v_dropped.email),
        first_name = coalesce(customer.first_name, v_dropped.first_name),
        last_name = coalesce(customer.last_name, v_dropped.last_name),
        phone = coalesce(customer.phone, v_dropped.phone),
        timezone = coalesce(customer.timezone, v_dropped.timezone),
        locale = coalesce(customer.locale, v_dropped.locale),
        tax_exemption = coalesce(customer.tax_exemption, v_dropped.tax_exemption),
        notes = nullif(concat_ws(E'\n', customer.notes, v_dropped.notes), ''),
        tags = array(
            select distinct tag.name
            from unnest(customer.tags || v_dropped.tags) as tag (name)
            order by tag.name
        ),
        metadata = v_dropped.metadata || customer.metadata,
        status = case when 'blocked' in (customer.status, v_dropped.status) then 'blocked' else customer.status end,
        total_orders = customer.total_orders + v_dropped.total_orders,
        total_bookings = customer.total_bookings + v_dropped.total_bookings,
        total_spent_minor = customer.total_spent_minor + v_dropped.total_spent_minor,
        total_booked_minor = customer.total_booked_minor + v_dropped.total_booked_minor,
        average_booking_value_minor = coalesce(round(
            (customer.total_booked_minor + v_dropped.total_booked_minor)::numeric
            / nullif(customer.total_bookings + v_dropped.total_bookings, 0)), 0),
        lifetime_value_minor = customer.lifetime_value_minor + v_dropped.lifetime_value_minor,
        first_booking_at = least(customer.first_booking_at, v_dropped.first_booking_at),
        last_booking_date = greatest(customer.last_booking_date, v_dropped.last_booking_date),
        last_activity_date = greatest(customer.last_activity_date, v_dropped.last_activity_date),
        created_at = least(customer.created_at, v_dropped.created_at)
    where customer.organization_id = v_organization_id and customer.id = v_kept.id
    returning customer.* into v_kept;
    update commerce.customers as customer
    set segment = commerce_private.segment_of(customer, commerce_private.clock())
    where customer.organization_id = v_organization_id and customer.id = v_kept.id
    returning customer.* into v_kept;
    perform commerce_private.audit(v_caller, 'merge_customers', v_kept.id::text, array[v_dropped.id::text]);
    perform commerce_private.record_event(v_organization_id, 'customer.merged', v_dropped.id::text);
    return v_kept;
end;
$$;

comment on function commerce.merge_customers(uuid, uuid, boolean) is
$md$Make one customer of two records: all that belongs to `drop_id` becomes `keep_id`'s, statistics add up, `drop_id` is gone.

The id, user and address that are gone are remembered as aliases: who signs in or orders by them is `keep_id`. Keep's
own user, address, names and metadata win, what it lacks is taken over; who was blocked stays blocked. Two records
of two different users are merged only with `force`. Twice is harmless. For managers and trusted backends.

Locks: orders, bookings, slots, calendars, reservations, credit, then the customers. Raises `VU201` unknown customer,
`VU402` two users, or credit that an open order holds (reason), `VU101` one customer twice, `VT302`.$md$;

revoke all on function commerce.merge_customers(uuid, uuid, boolean) from public;
grant execute on function commerce.merge_customers(uuid, uuid, boolean) to commerce_user, commerce_service;
