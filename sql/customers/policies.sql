-- Who reads which customers: each their own row, managers and trusted backends all. Staff read the
-- customers of their own bookings: that policy stands in the room of booking.
grant select on commerce.customers to commerce_user, commerce_service, commerce_reader;
drop policy if exists customers_user on commerce.customers;
create policy customers_user on commerce.customers for select
to commerce_user
using (
    organization_id = (select commerce_private.current_organization_id())
    and (
        user_id = (select commerce_private.current_user_id())
        or id = (select commerce_private.current_customer_id())
        or (select commerce_private.is_member('manager'))
    )
);
drop policy if exists customers_trusted on commerce.customers;
create policy customers_trusted on commerce.customers for select
to commerce_service, commerce_reader
using (organization_id = (select commerce_private.current_organization_id()));

grant select on commerce.customer_addresses to commerce_user, commerce_service, commerce_reader;
drop policy if exists customer_addresses_user on commerce.customer_addresses;
create policy customer_addresses_user on commerce.customer_addresses for select
to commerce_user
using (
    organization_id = (select commerce_private.current_organization_id())
    and (
        customer_id = (select commerce_private.current_customer_id())
        or (select commerce_private.is_member('manager'))
    )
);
drop policy if exists customer_addresses_trusted on commerce.customer_addresses;
create policy customer_addresses_trusted on commerce.customer_addresses for select
to commerce_service, commerce_reader
using (organization_id = (select commerce_private.current_organization_id()));

grant select on commerce.customer_consents to commerce_user, commerce_service, commerce_reader;
drop policy if exists customer_consents_user on commerce.customer_consents;
create policy customer_consents_user on commerce.customer_consents for select
to commerce_user
using (
    organization_id = (select commerce_private.current_organization_id())
    and (
        customer_id = (select commerce_private.current_customer_id())
        or (select commerce_private.is_member('manager'))
    )
);
drop policy if exists customer_consents_trusted on commerce.customer_consents;
create policy customer_consents_trusted on commerce.customer_consents for select
to commerce_service, commerce_reader
using (organization_id = (select commerce_private.current_organization_id()));

grant select on commerce.customer_aliases to commerce_user, commerce_service, commerce_reader;
drop policy if exists customer_aliases_user on commerce.customer_aliases;
create policy customer_aliases_user on commerce.customer_aliases for select
to commerce_user
using (
    organization_id = (select commerce_private.current_organization_id())
    and (select commerce_private.is_member('manager'))
);
drop policy if exists customer_aliases_trusted on commerce.customer_aliases;
create policy customer_aliases_trusted on commerce.customer_aliases for select
to commerce_service, commerce_reader
using (organization_id = (select commerce_private.current_organization_id()));
