create or replace function commerce.search_customers(
    query text = null,
    segment text = null,
    status text = null,
    tag text = null,
    min_spent_minor bigint = null,
    max_spent_minor bigint = null,
    active_from date = null,
    active_to date = null,
    page_cursor text = null,
    page_size integer = 50
)
returns setof commerce.found_customer
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('user');
    v_page record := commerce_private.read_page(page_cursor, page_size);
    v_sees_all boolean := v_caller.role in ('commerce_service', 'commerce_owner')
        or coalesce(
            commerce_private.member_rank(v_caller.member_role) >= commerce_private.member_rank('manager'), false);
    v_staff_id uuid := case when v_caller.member_role = 'staff' then commerce_private.current_staff_id() end;
    v_segment text := lower(btrim(segment));
    v_status text := lower(btrim(status));
    v_query text := lower(btrim(query));
begin
    if v_segment not in ('new', 'active', 'vip', 'at_risk', 'churned', 'blocked') then
        perform commerce_private.refuse_order_input('segment', 'unknown_value',
            'Send new, active, vip, at_risk, churned or blocked.');
    elsif v_status not in ('active', 'inactive', 'blocked') then
        perform commerce_private.refuse_order_input('status', 'unknown_value', 'Send active, inactive or blocked.');
    elsif length(query) > 200 then
        perform commerce_private.refuse_order_input('query', 'too_long', 'Send at most 200 characters.');
    end if;
    return query
    select
        customer.id, customer.first_name, customer.last_name, customer.email, customer.phone, customer.status,
        customer.segment, customer.tags, customer.total_orders, customer.total_bookings, customer.total_spent_minor,
        customer.lifetime_value_minor, customer.last_activity_date, customer.created_at,
        commerce_private.page_cursor(customer.created_at, customer.id)
    from commerce.customers as customer
    where customer.organization_id = v_caller.organization_id
        and (v_page.id is null or customer.id < v_page.id)
        and (v_segment is null or customer.segment = v_segment)
        and (v_status is null or customer.status = v_status)
        and (search_customers.tag is null or search_customers.tag = any(customer.tags))
        and (search_customers.min_spent_minor is null
             or customer.total_spent_minor >= search_customers.min_spent_minor)
        and (search_customers.max_spent_minor is null
             or customer.total_spent_minor <= search_customers.max_spent_minor)
        and (search_customers.active_from is null or customer.last_activity_date >= search_customers.active_from)
        and (search_customers.active_to is null or customer.last_activity_date <= search_customers.active_to)
        and (
            coalesce(v_query, '') = ''
            or customer.id::text = v_query
            or customer.phone = v_query
            or case
                when v_query like '%@%' then lower(customer.email) = v_query
                else position(v_query in lower(concat_ws(' ', customer.first_name, customer.last_name, customer.email))) > 0
            end
        )
        and (
            v_sees_all
            or customer.user_id = v_caller.user_id
            or exists (
                select
                from commerce.bookings as booking
                where booking.organization_id = v_caller.organization_id
                    and booking.customer_id = customer.id
                    and booking.staff_id = v_staff_id
            )
        )
    order by customer.id desc
    limit search_customers.page_size;
end;
$$;

comment on function commerce.search_customers(
    text, text, text, text, bigint, bigint, date, date, text, integer
) is
$md$Customers, the newest first, a page at a time; send the `page_cursor` of the last row to go on behind it.

`query` is an id, a phone number, a whole e-mail address, or part of a name or address; `segment` is what
`refresh_customer_segments` last found; sums are in minor units, bounds included; `active_from` and `active_to` bound
the last day of activity. At most 500 rows a page. Managers and trusted backends see everybody, staff the customers of
their own bookings, customers themselves.

Raises `VO101` bad cursor, page size or filter (argument, reason), `VT302`.$md$;

revoke all on function commerce.search_customers(
    text, text, text, text, bigint, bigint, date, date, text, integer
) from public;
grant execute on function commerce.search_customers(
    text, text, text, text, bigint, bigint, date, date, text, integer
) to commerce_user, commerce_service;
