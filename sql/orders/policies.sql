-- Who reads orders: customers and guests their own, staff those of their own bookings, managers, trusted
-- backends and readers all. Items follow their order. The history, with its notes, is the members';
-- of the log customers and guests read what is meant for them.

grant select on commerce.order_status_transitions
to commerce_anon, commerce_user, commerce_service, commerce_reader, commerce_worker, commerce_relay;
drop policy if exists order_status_transitions_all on commerce.order_status_transitions;
create policy order_status_transitions_all on commerce.order_status_transitions for select
to commerce_anon, commerce_user, commerce_service, commerce_reader, commerce_worker, commerce_relay
using (true);

grant select on commerce.orders to commerce_anon, commerce_user, commerce_service, commerce_reader;
drop policy if exists orders_guest on commerce.orders;
create policy orders_guest on commerce.orders for select
to commerce_anon
using (
    organization_id = (select commerce_private.current_organization_id())
    and id = (select commerce_private.current_guest_id())
);
drop policy if exists orders_user on commerce.orders;
create policy orders_user on commerce.orders for select
to commerce_user
using (
    organization_id = (select commerce_private.current_organization_id())
    and (
        customer_id = (select commerce_private.current_customer_id())
        or id = (select commerce_private.current_guest_id())
        or (select commerce_private.is_member('manager'))
        or exists (
            select
            from commerce.bookings as booking
            where booking.organization_id = orders.organization_id
                and booking.order_id = orders.id
                and booking.staff_id = (select commerce_private.current_staff_id())
        )
    )
);
drop policy if exists orders_trusted on commerce.orders;
create policy orders_trusted on commerce.orders for select
to commerce_service, commerce_reader
using (organization_id = (select commerce_private.current_organization_id()));

grant select on commerce.order_items to commerce_anon, commerce_user, commerce_service, commerce_reader;
drop policy if exists order_items_guest on commerce.order_items;
create policy order_items_guest on commerce.order_items for select
to commerce_anon
using (
    organization_id = (select commerce_private.current_organization_id())
    and order_id = (select commerce_private.current_guest_id())
);
drop policy if exists order_items_user on commerce.order_items;
create policy order_items_user on commerce.order_items for select
to commerce_user
using (
    organization_id = (select commerce_private.current_organization_id())
    and exists (
        select
        from commerce.orders as ord
        where ord.organization_id = order_items.organization_id and ord.id = order_items.order_id
    )
);
drop policy if exists order_items_trusted on commerce.order_items;
create policy order_items_trusted on commerce.order_items for select
to commerce_service, commerce_reader
using (organization_id = (select commerce_private.current_organization_id()));

grant select on commerce.removed_items to commerce_anon, commerce_user, commerce_service, commerce_reader;
drop policy if exists removed_items_guest on commerce.removed_items;
create policy removed_items_guest on commerce.removed_items for select
to commerce_anon
using (
    organization_id = (select commerce_private.current_organization_id())
    and order_id = (select commerce_private.current_guest_id())
);
drop policy if exists removed_items_user on commerce.removed_items;
create policy removed_items_user on commerce.removed_items for select
to commerce_user
using (
    organization_id = (select commerce_private.current_organization_id())
    and exists (
        select
        from commerce.orders as ord
        where ord.organization_id = removed_items.organization_id and ord.id = removed_items.order_id
    )
);
drop policy if exists removed_items_trusted on commerce.removed_items;
create policy removed_items_trusted on commerce.removed_items for select
to commerce_service, commerce_reader
using (organization_id = (select commerce_private.current_organization_id()));

grant select on commerce.unsent_items to commerce_anon, commerce_user, commerce_service, commerce_reader;
drop policy if exists unsent_items_guest on commerce.unsent_items;
create policy unsent_items_guest on commerce.unsent_items for select
to commerce_anon
using (
    organization_id = (select commerce_private.current_organization_id())
    and order_id = (select commerce_private.current_guest_id())
);
drop policy if exists unsent_items_user on commerce.unsent_items;
create policy unsent_items_user on commerce.unsent_items for select
to commerce_user
using (
    organization_id = (select commerce_private.current_organization_id())
    and exists (
        select
        from commerce.orders as ord
        where ord.organization_id = unsent_items.organization_id and ord.id = unsent_items.order_id
    )
);
drop policy if exists unsent_items_trusted on commerce.unsent_items;
create policy unsent_items_trusted on commerce.unsent_items for select
to commerce_service, commerce_reader
using (organization_id = (select commerce_private.current_organization_id()));

grant select on commerce.documents to commerce_anon, commerce_user, commerce_service, commerce_reader;
drop policy if exists documents_guest on commerce.documents;
create policy documents_guest on commerce.documents for select
to commerce_anon
using (
    organization_id = (select commerce_private.current_organization_id())
    and order_id = (select commerce_private.current_guest_id())
);
drop policy if exists documents_user on commerce.documents;
create policy documents_user on commerce.documents for select
to commerce_user
using (
    organization_id = (select commerce_private.current_organization_id())
    and exists (
        select
        from commerce.orders as ord
        where ord.organization_id = documents.organization_id and ord.id = documents.order_id
    )
);
drop policy if exists documents_trusted on commerce.documents;
create policy documents_trusted on commerce.documents for select
to commerce_service, commerce_reader
using (organization_id = (select commerce_private.current_organization_id()));

grant select on commerce.order_status_history to commerce_user, commerce_service, commerce_reader;
drop policy if exists order_status_history_user on commerce.order_status_history;
create policy order_status_history_user on commerce.order_status_history for select
to commerce_user
using (
    organization_id = (select commerce_private.current_organization_id())
    and (select commerce_private.is_member('manager'))
);
drop policy if exists order_status_history_trusted on commerce.order_status_history;
create policy order_status_history_trusted on commerce.order_status_history for select
to commerce_service, commerce_reader
using (organization_id = (select commerce_private.current_organization_id()));

grant select on commerce.order_logs to commerce_anon, commerce_user, commerce_service, commerce_reader;
drop policy if exists order_logs_guest on commerce.order_logs;
create policy order_logs_guest on commerce.order_logs for select
to commerce_anon
using (
    organization_id = (select commerce_private.current_organization_id())
    and order_id = (select commerce_private.current_guest_id())
    and is_visible_to_customer
);
drop policy if exists order_logs_user on commerce.order_logs;
create policy order_logs_user on commerce.order_logs for select
to commerce_user
using (
    organization_id = (select commerce_private.current_organization_id())
    and (
        (select commerce_private.is_member('manager'))
        or (
            (is_visible_to_customer or (select commerce_private.is_member('staff')))
            and exists (
                select
                from commerce.orders as ord
                where ord.organization_id = order_logs.organization_id and ord.id = order_logs.order_id
            )
        )
    )
);
drop policy if exists order_logs_trusted on commerce.order_logs;
create policy order_logs_trusted on commerce.order_logs for select
to commerce_service, commerce_reader
using (organization_id = (select commerce_private.current_organization_id()));

grant select on commerce.promotion_uses to commerce_user, commerce_service, commerce_reader;
drop policy if exists promotion_uses_user on commerce.promotion_uses;
create policy promotion_uses_user on commerce.promotion_uses for select
to commerce_user
using (
    organization_id = (select commerce_private.current_organization_id())
    and (select commerce_private.is_member('manager'))
);
drop policy if exists promotion_uses_trusted on commerce.promotion_uses;
create policy promotion_uses_trusted on commerce.promotion_uses for select
to commerce_service, commerce_reader
using (organization_id = (select commerce_private.current_organization_id()));

grant select on commerce.carts to commerce_anon, commerce_user, commerce_service, commerce_reader;
drop policy if exists carts_guest on commerce.carts;
create policy carts_guest on commerce.carts for select
to commerce_anon
using (
    organization_id = (select commerce_private.current_organization_id())
    and id = (select commerce_private.current_guest_id())
);
drop policy if exists carts_user on commerce.carts;
create policy carts_user on commerce.carts for select
to commerce_user
using (
    organization_id = (select commerce_private.current_organization_id())
    and (
        user_id = (select commerce_private.current_user_id())
        or customer_id = (select commerce_private.current_customer_id())
        or id = (select commerce_private.current_guest_id())
        or (select commerce_private.is_member('manager'))
    )
);
drop policy if exists carts_trusted on commerce.carts;
create policy carts_trusted on commerce.carts for select
to commerce_service, commerce_reader
using (organization_id = (select commerce_private.current_organization_id()));

grant select on commerce.cart_items to commerce_anon, commerce_user, commerce_service, commerce_reader;
drop policy if exists cart_items_guest on commerce.cart_items;
create policy cart_items_guest on commerce.cart_items for select
to commerce_anon
using (
    organization_id = (select commerce_private.current_organization_id())
    and cart_id = (select commerce_private.current_guest_id())
);
drop policy if exists cart_items_user on commerce.cart_items;
create policy cart_items_user on commerce.cart_items for select
to commerce_user
using (
    organization_id = (select commerce_private.current_organization_id())
    and exists (
        select
        from commerce.carts as cart
        where cart.organization_id = cart_items.organization_id and cart.id = cart_items.cart_id
    )
);
drop policy if exists cart_items_trusted on commerce.cart_items;
create policy cart_items_trusted on commerce.cart_items for select
to commerce_service, commerce_reader
using (organization_id = (select commerce_private.current_organization_id()));

grant select on commerce.shipments to commerce_anon, commerce_user, commerce_service, commerce_reader;
drop policy if exists shipments_guest on commerce.shipments;
create policy shipments_guest on commerce.shipments for select
to commerce_anon
using (
    organization_id = (select commerce_private.current_organization_id())
    and order_id = (select commerce_private.current_guest_id())
);
drop policy if exists shipments_user on commerce.shipments;
create policy shipments_user on commerce.shipments for select
to commerce_user
using (
    organization_id = (select commerce_private.current_organization_id())
    and exists (
        select
        from commerce.orders as ord
        where ord.organization_id = shipments.organization_id and ord.id = shipments.order_id
    )
);
drop policy if exists shipments_trusted on commerce.shipments;
create policy shipments_trusted on commerce.shipments for select
to commerce_service, commerce_reader
using (organization_id = (select commerce_private.current_organization_id()));

grant select on commerce.shipment_items to commerce_anon, commerce_user, commerce_service, commerce_reader;
drop policy if exists shipment_items_own on commerce.shipment_items;
create policy shipment_items_own on commerce.shipment_items for select
to commerce_anon, commerce_user
using (
    organization_id = (select commerce_private.current_organization_id())
    and exists (
        select
        from commerce.shipments as shipment
        where shipment.organization_id = shipment_items.organization_id and shipment.id = shipment_items.shipment_id
    )
);
drop policy if exists shipment_items_trusted on commerce.shipment_items;
create policy shipment_items_trusted on commerce.shipment_items for select
to commerce_service, commerce_reader
using (organization_id = (select commerce_private.current_organization_id()));

grant select on commerce.returns to commerce_anon, commerce_user, commerce_service, commerce_reader;
drop policy if exists returns_guest on commerce.returns;
create policy returns_guest on commerce.returns for select
to commerce_anon
using (
    organization_id = (select commerce_private.current_organization_id())
    and order_id = (select commerce_private.current_guest_id())
);
drop policy if exists returns_user on commerce.returns;
create policy returns_user on commerce.returns for select
to commerce_user
using (
    organization_id = (select commerce_private.current_organization_id())
    and exists (
        select
        from commerce.orders as ord
        where ord.organization_id = returns.organization_id and ord.id = returns.order_id
    )
);
drop policy if exists returns_trusted on commerce.returns;
create policy returns_trusted on commerce.returns for select
to commerce_service, commerce_reader
using (organization_id = (select commerce_private.current_organization_id()));

grant select on commerce.return_items to commerce_anon, commerce_user, commerce_service, commerce_reader;
drop policy if exists return_items_own on commerce.return_items;
create policy return_items_own on commerce.return_items for select
to commerce_anon, commerce_user
using (
    organization_id = (select commerce_private.current_organization_id())
    and exists (
        select
        from commerce.returns as ret
        where ret.organization_id = return_items.organization_id and ret.id = return_items.return_id
    )
);
drop policy if exists return_items_trusted on commerce.return_items;
create policy return_items_trusted on commerce.return_items for select
to commerce_service, commerce_reader
using (organization_id = (select commerce_private.current_organization_id()));
