create or replace function commerce.search_orders(
    query text = null,
    status text = null,
    payment_status text = null,
    from_at timestamptz = null,
    to_at timestamptz = null,
    customer_id uuid = null,
    min_total_minor bigint = null,
    max_total_minor bigint = null,
    page_cursor text = null,
    page_size integer = 50
)
returns setof commerce.order_list_item
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('user');
    v_page record := commerce_private.read_page(page_cursor, page_size);
    v_all constant text[] := array[
        'created', 'pending_payment', 'payment_failed', 'paid', 'processing', 'ready_for_shipment', 'shipped', 'in_transit',
        'delivered', 'partially_refunded', 'refunded', 'disputed', 'cancelled', 'archived'
    ];
    v_status text := replace(lower(btrim(status)), 'canceled', 'cancelled');
    v_payment_status text := lower(btrim(payment_status));
    v_customer_id uuid := customer_id;
    v_staff_id uuid;
    v_ids uuid[];
begin
    if v_status <> all(v_all) then
        perform commerce_private.refuse_order_input('status', 'unknown_value',
            'Send one of the statuses in commerce.order_status_transitions.');
    elsif v_payment_status not in (
        'unpaid', 'pending', 'authorised', 'partially_paid', 'paid', 'partially_refunded', 'refunded') then
        perform commerce_private.refuse_order_input('payment_status', 'unknown_value',
            'Send unpaid, pending, authorised, partially_paid, paid, partially_refunded or refunded.');
    elsif length(query) > 200 then
        perform commerce_private.refuse_order_input('query', 'too_long', 'Send at most 200 characters.');
    end if;
    -- Row security would keep the index from being used: who sees what is said here.
    if v_caller.role = 'commerce_user'
        and coalesce(commerce_private.member_rank(v_caller.member_role) < commerce_private.member_rank('manager'), true) then
        v_staff_id := commerce_private.current_staff_id();
        if v_staff_id is null then
            v_customer_id := commerce_private.current_customer_id();
            if v_customer_id is null or v_customer_id <> customer_id then
                return;
            end if;
        end if;
    end if;
    if btrim(query) <> '' then
        v_ids := commerce_private.find_orders(v_caller.organization_id, query);
    end if;

    return query
    select
        found.id, found.order_number, found.customer_id, found.email, found.status, found.payment_status,
        found.fulfillment_status, found.is_disputed, found.currency, found.total_minor, found.paid_minor,
        found.refunded_minor, found.due_minor, found.source, found.created_at, found.updated_at,
        commerce_private.page_cursor(found.created_at, found.id)
    from unnest(case when v_status is null then v_all else array[v_status] end) as wanted (status)
    cross join lateral (
        select ord.*
        from commerce.orders as ord
        where ord.organization_id = v_caller.organization_id
            and ord.status = wanted.status
            and (v_ids is null or ord.id = any(v_ids))
            and (v_customer_id is null or ord.customer_id = v_customer_id)
            and (v_payment_status is null or ord.payment_status = v_payment_status)
            and (search_orders.from_at is null or ord.created_at >= search_orders.from_at)
            and (search_orders.to_at is null or ord.created_at < search_orders.to_at)
            and (search_orders.min_total_minor is null or ord.total_minor >= search_orders.min_total_minor)
            and (search_orders.max_total_minor is null or ord.total_minor <= search_orders.max_total_minor)
            and (v_page.at is null or (ord.created_at, ord.id) < (v_page.at, v_page.id))
            and (v_staff_id is null or exists (
                select
                from commerce.bookings as booking
                where booking.organization_id = v_caller.organization_id
                    and booking.order_id = ord.id
                    and booking.staff_id = v_staff_id
            ))
        order by ord.created_at desc, ord.id desc
        limit search_orders.page_size
    ) as found
    order by found.created_at desc, found.id desc
    limit search_orders.page_size;
end;
$$;

comment on function commerce.search_orders(
    text, text, text, timestamptz, timestamptz, uuid, bigint, bigint, text, integer
) is
$md$Orders, the newest first, a page at a time; send the `page_cursor` of the last row to go on behind it.

`query` is an order number, an order's id or an e-mail address; `from_at` (included) and `to_at` (excluded) bound
`created_at`; totals are in minor units, bounds included. At most 500 rows a page.
Managers and trusted backends see all orders, staff those of their own bookings, customers their own.

Raises `VO101` bad cursor, page size or filter (argument, reason), `VT302`.$md$;

revoke all on function commerce.search_orders(
    text, text, text, timestamptz, timestamptz, uuid, bigint, bigint, text, integer
) from public;
grant execute on function commerce.search_orders(
    text, text, text, timestamptz, timestamptz, uuid, bigint, bigint, text, integer
) to commerce_user, commerce_service;
