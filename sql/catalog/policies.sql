-- What the catalogue shows: visitors what is on sale and who performs it, members everything but pay,
-- which lies in commerce_private.staff_details. Nobody writes: functions do.

grant select on commerce.products to commerce_anon, commerce_user, commerce_service, commerce_reader;
drop policy if exists products_visitor on commerce.products;
create policy products_visitor on commerce.products for select
to commerce_anon
using (
    organization_id = (select commerce_private.current_organization_id())
    and status = 'active'
);
drop policy if exists products_user on commerce.products;
create policy products_user on commerce.products for select
to commerce_user
using (
    organization_id = (select commerce_private.current_organization_id())
    and (status = 'active' or (select commerce_private.is_member('staff')))
);
drop policy if exists products_trusted on commerce.products;
create policy products_trusted on commerce.products for select
to commerce_service, commerce_reader
using (organization_id = (select commerce_private.current_organization_id()));

grant select on commerce.services to commerce_anon, commerce_user, commerce_service, commerce_reader;
drop policy if exists services_visitor on commerce.services;
create policy services_visitor on commerce.services for select
to commerce_anon
using (
    organization_id = (select commerce_private.current_organization_id())
    and status = 'active'
);
drop policy if exists services_user on commerce.services;
create policy services_user on commerce.services for select
to commerce_user
using (
    organization_id = (select commerce_private.current_organization_id())
    and (status = 'active' or (select commerce_private.is_member('staff')))
);
drop policy if exists services_trusted on commerce.services;
create policy services_trusted on commerce.services for select
to commerce_service, commerce_reader
using (organization_id = (select commerce_private.current_organization_id()));

grant select on commerce.venues to commerce_anon, commerce_user, commerce_service, commerce_reader;
drop policy if exists venues_visitor on commerce.venues;
create policy venues_visitor on commerce.venues for select
to commerce_anon
using (organization_id = (select commerce_private.current_organization_id()));
drop policy if exists venues_user on commerce.venues;
create policy venues_user on commerce.venues for select
to commerce_user
using (organization_id = (select commerce_private.current_organization_id()));
drop policy if exists venues_trusted on commerce.venues;
create policy venues_trusted on commerce.venues for select
to commerce_service, commerce_reader
using (organization_id = (select commerce_private.current_organization_id()));

grant select on commerce.staff to commerce_anon, commerce_user, commerce_service, commerce_reader;
drop policy if exists staff_visitor on commerce.staff;
create policy staff_visitor on commerce.staff for select
to commerce_anon
using (
    organization_id = (select commerce_private.current_organization_id())
    and is_service_provider
);
drop policy if exists staff_user on commerce.staff;
create policy staff_user on commerce.staff for select
to commerce_user
using (
    organization_id = (select commerce_private.current_organization_id())
    and (is_service_provider or (select commerce_private.is_member('staff')))
);
drop policy if exists staff_trusted on commerce.staff;
create policy staff_trusted on commerce.staff for select
to commerce_service, commerce_reader
using (organization_id = (select commerce_private.current_organization_id()));

grant select on commerce.service_staff to commerce_anon, commerce_user, commerce_service, commerce_reader;
drop policy if exists service_staff_visitor on commerce.service_staff;
create policy service_staff_visitor on commerce.service_staff for select
to commerce_anon
using (organization_id = (select commerce_private.current_organization_id()));
drop policy if exists service_staff_user on commerce.service_staff;
create policy service_staff_user on commerce.service_staff for select
to commerce_user
using (organization_id = (select commerce_private.current_organization_id()));
drop policy if exists service_staff_trusted on commerce.service_staff;
create policy service_staff_trusted on commerce.service_staff for select
to commerce_service, commerce_reader
using (organization_id = (select commerce_private.current_organization_id()));

grant select on commerce.resources to commerce_user, commerce_service, commerce_reader;
drop policy if exists resources_user on commerce.resources;
create policy resources_user on commerce.resources for select
to commerce_user
using (
    organization_id = (select commerce_private.current_organization_id())
    and (select commerce_private.is_member('staff'))
);
drop policy if exists resources_trusted on commerce.resources;
create policy resources_trusted on commerce.resources for select
to commerce_service, commerce_reader
using (organization_id = (select commerce_private.current_organization_id()));

grant select on commerce.service_resource_groups to commerce_user, commerce_service, commerce_reader;
drop policy if exists service_resource_groups_user on commerce.service_resource_groups;
create policy service_resource_groups_user on commerce.service_resource_groups for select
to commerce_user
using (
    organization_id = (select commerce_private.current_organization_id())
    and (select commerce_private.is_member('staff'))
);
drop policy if exists service_resource_groups_trusted on commerce.service_resource_groups;
create policy service_resource_groups_trusted on commerce.service_resource_groups for select
to commerce_service, commerce_reader
using (organization_id = (select commerce_private.current_organization_id()));

-- Whoever is to sign or answer must be able to read what.
grant select on commerce.waivers to commerce_anon, commerce_user, commerce_service, commerce_reader;
drop policy if exists waivers_visitor on commerce.waivers;
create policy waivers_visitor on commerce.waivers for select
to commerce_anon
using (
    organization_id = (select commerce_private.current_organization_id())
    and status = 'active'
);
drop policy if exists waivers_user on commerce.waivers;
create policy waivers_user on commerce.waivers for select
to commerce_user
using (
    organization_id = (select commerce_private.current_organization_id())
    and (status = 'active' or (select commerce_private.is_member('staff')))
);
drop policy if exists waivers_trusted on commerce.waivers;
create policy waivers_trusted on commerce.waivers for select
to commerce_service, commerce_reader
using (organization_id = (select commerce_private.current_organization_id()));

grant select on commerce.intake_forms to commerce_anon, commerce_user, commerce_service, commerce_reader;
drop policy if exists intake_forms_visitor on commerce.intake_forms;
create policy intake_forms_visitor on commerce.intake_forms for select
to commerce_anon
using (
    organization_id = (select commerce_private.current_organization_id())
    and status = 'active'
);
drop policy if exists intake_forms_user on commerce.intake_forms;
create policy intake_forms_user on commerce.intake_forms for select
to commerce_user
using (
    organization_id = (select commerce_private.current_organization_id())
    and (status = 'active' or (select commerce_private.is_member('staff')))
);
drop policy if exists intake_forms_trusted on commerce.intake_forms;
create policy intake_forms_trusted on commerce.intake_forms for select
to commerce_service, commerce_reader
using (organization_id = (select commerce_private.current_organization_id()));

-- What cancelling costs is no secret: whoever may book may know it.
grant select on commerce.cancellation_policies to commerce_anon, commerce_user, commerce_service, commerce_reader;
drop policy if exists cancellation_policies_visitor on commerce.cancellation_policies;
create policy cancellation_policies_visitor on commerce.cancellation_policies for select
to commerce_anon
using (organization_id = (select commerce_private.current_organization_id()));
drop policy if exists cancellation_policies_user on commerce.cancellation_policies;
create policy cancellation_policies_user on commerce.cancellation_policies for select
to commerce_user
using (organization_id = (select commerce_private.current_organization_id()));
drop policy if exists cancellation_policies_trusted on commerce.cancellation_policies;
create policy cancellation_policies_trusted on commerce.cancellation_policies for select
to commerce_service, commerce_reader
using (organization_id = (select commerce_private.current_organization_id()));

-- Gift cards are the business's secret with their bearers, who know a code; credit is its customer's.
grant select on commerce.stored_values, commerce.stored_value_entries
to commerce_user, commerce_service, commerce_reader;
drop policy if exists stored_values_user on commerce.stored_values;
create policy stored_values_user on commerce.stored_values for select
to commerce_user
using (
    organization_id = (select commerce_private.current_organization_id())
    and (
        customer_id = (select commerce_private.current_customer_id())
        or (select commerce_private.is_member('manager'))
    )
);
drop policy if exists stored_values_trusted on commerce.stored_values;
create policy stored_values_trusted on commerce.stored_values for select
to commerce_service, commerce_reader
using (organization_id = (select commerce_private.current_organization_id()));

drop policy if exists stored_value_entries_user on commerce.stored_value_entries;
create policy stored_value_entries_user on commerce.stored_value_entries for select
to commerce_user
using (
    organization_id = (select commerce_private.current_organization_id())
    and (
        (select commerce_private.is_member('manager'))
        or exists (
            select
            from commerce.stored_values as value
            where value.organization_id = stored_value_entries.organization_id
                and value.id = stored_value_entries.stored_value_id
                and value.customer_id = (select commerce_private.current_customer_id())
        )
    )
);
drop policy if exists stored_value_entries_trusted on commerce.stored_value_entries;
create policy stored_value_entries_trusted on commerce.stored_value_entries for select
to commerce_service, commerce_reader
using (organization_id = (select commerce_private.current_organization_id()));

grant select on commerce.pricing_plans to commerce_anon, commerce_user, commerce_service, commerce_reader;
drop policy if exists pricing_plans_visitor on commerce.pricing_plans;
create policy pricing_plans_visitor on commerce.pricing_plans for select
to commerce_anon
using (
    organization_id = (select commerce_private.current_organization_id())
    and status = 'active'
);
drop policy if exists pricing_plans_user on commerce.pricing_plans;
create policy pricing_plans_user on commerce.pricing_plans for select
to commerce_user
using (
    organization_id = (select commerce_private.current_organization_id())
    and (status = 'active' or (select commerce_private.is_member('staff')))
);
drop policy if exists pricing_plans_trusted on commerce.pricing_plans;
create policy pricing_plans_trusted on commerce.pricing_plans for select
to commerce_service, commerce_reader
using (organization_id = (select commerce_private.current_organization_id()));

grant select on commerce.shipping_methods to commerce_anon, commerce_user, commerce_service, commerce_reader;
drop policy if exists shipping_methods_visitor on commerce.shipping_methods;
create policy shipping_methods_visitor on commerce.shipping_methods for select
to commerce_anon
using (
    organization_id = (select commerce_private.current_organization_id())
    and status = 'active'
);
drop policy if exists shipping_methods_user on commerce.shipping_methods;
create policy shipping_methods_user on commerce.shipping_methods for select
to commerce_user
using (
    organization_id = (select commerce_private.current_organization_id())
    and (status = 'active' or (select commerce_private.is_member('staff')))
);
drop policy if exists shipping_methods_trusted on commerce.shipping_methods;
create policy shipping_methods_trusted on commerce.shipping_methods for select
to commerce_service, commerce_reader
using (organization_id = (select commerce_private.current_organization_id()));

grant select on commerce.price_changes to commerce_user, commerce_service, commerce_reader;
drop policy if exists price_changes_user on commerce.price_changes;
create policy price_changes_user on commerce.price_changes for select
to commerce_user
using (
    organization_id = (select commerce_private.current_organization_id())
    and (select commerce_private.is_member('staff'))
);
drop policy if exists price_changes_trusted on commerce.price_changes;
create policy price_changes_trusted on commerce.price_changes for select
to commerce_service, commerce_reader
using (organization_id = (select commerce_private.current_organization_id()));

grant select on commerce.tax_rates to commerce_user, commerce_service, commerce_reader;
drop policy if exists tax_rates_user on commerce.tax_rates;
create policy tax_rates_user on commerce.tax_rates for select
to commerce_user
using (
    organization_id = (select commerce_private.current_organization_id())
    and (select commerce_private.is_member('staff'))
);
drop policy if exists tax_rates_trusted on commerce.tax_rates;
create policy tax_rates_trusted on commerce.tax_rates for select
to commerce_service, commerce_reader
using (organization_id = (select commerce_private.current_organization_id()));

grant select on commerce.promotions to commerce_user, commerce_service, commerce_reader;
drop policy if exists promotions_user on commerce.promotions;
create policy promotions_user on commerce.promotions for select
to commerce_user
using (
    organization_id = (select commerce_private.current_organization_id())
    and (select commerce_private.is_member('manager'))
);
drop policy if exists promotions_trusted on commerce.promotions;
create policy promotions_trusted on commerce.promotions for select
to commerce_service, commerce_reader
using (organization_id = (select commerce_private.current_organization_id()));

-- Visits bought in advance are their customer's.
grant select on commerce.entitlements, commerce.entitlement_uses
to commerce_user, commerce_service, commerce_reader;
drop policy if exists entitlements_user on commerce.entitlements;
create policy entitlements_user on commerce.entitlements for select
to commerce_user
using (
    organization_id = (select commerce_private.current_organization_id())
    and (
        customer_id = (select commerce_private.current_customer_id())
        or (select commerce_private.is_member('manager'))
    )
);
drop policy if exists entitlements_trusted on commerce.entitlements;
create policy entitlements_trusted on commerce.entitlements for select
to commerce_service, commerce_reader
using (organization_id = (select commerce_private.current_organization_id()));

drop policy if exists entitlement_uses_user on commerce.entitlement_uses;
create policy entitlement_uses_user on commerce.entitlement_uses for select
to commerce_user
using (
    organization_id = (select commerce_private.current_organization_id())
    and (
        (select commerce_private.is_member('manager'))
        or exists (
            select
            from commerce.entitlements as entitlement
            where entitlement.organization_id = entitlement_uses.organization_id
                and entitlement.id = entitlement_uses.entitlement_id
                and entitlement.customer_id = (select commerce_private.current_customer_id())
        )
    )
);
drop policy if exists entitlement_uses_trusted on commerce.entitlement_uses;
create policy entitlement_uses_trusted on commerce.entitlement_uses for select
to commerce_service, commerce_reader
using (organization_id = (select commerce_private.current_organization_id()));

grant select on commerce.subscriptions, commerce.subscription_periods
to commerce_user, commerce_service, commerce_reader;
drop policy if exists subscriptions_user on commerce.subscriptions;
create policy subscriptions_user on commerce.subscriptions for select
to commerce_user
using (
    organization_id = (select commerce_private.current_organization_id())
    and (
        customer_id = (select commerce_private.current_customer_id())
        or (select commerce_private.is_member('manager'))
    )
);
drop policy if exists subscriptions_trusted on commerce.subscriptions;
create policy subscriptions_trusted on commerce.subscriptions for select
to commerce_service, commerce_reader
using (organization_id = (select commerce_private.current_organization_id()));

drop policy if exists subscription_periods_user on commerce.subscription_periods;
create policy subscription_periods_user on commerce.subscription_periods for select
to commerce_user
using (
    organization_id = (select commerce_private.current_organization_id())
    and (
        (select commerce_private.is_member('manager'))
        or exists (
            select
            from commerce.subscriptions as subscription
            where subscription.organization_id = subscription_periods.organization_id
                and subscription.id = subscription_periods.subscription_id
                and subscription.customer_id = (select commerce_private.current_customer_id())
        )
    )
);
drop policy if exists subscription_periods_trusted on commerce.subscription_periods;
create policy subscription_periods_trusted on commerce.subscription_periods for select
to commerce_service, commerce_reader
using (organization_id = (select commerce_private.current_organization_id()));
