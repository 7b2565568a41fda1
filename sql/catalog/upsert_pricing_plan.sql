create or replace function commerce.upsert_pricing_plan(
    name text = null,
    kind text = null,
    price_minor bigint = null,
    service_id uuid = null,
    tiers jsonb = null,
    quantity integer = null,
    billing_interval interval = null,
    valid_days integer = null,
    pricing_plan_id uuid = null,
    currency text = null,
    tax_category text = null,
    status text = null
)
returns commerce.pricing_plans
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('manager');
    v_plan commerce.pricing_plans;
begin
    perform commerce_private.check_name('name', name, is_needed => pricing_plan_id is null);
    perform commerce_private.check_choice('kind', kind, '{one_off,package,recurring}');
    perform commerce_private.check_range('price_minor', price_minor, 0, 1000000000000);
    perform commerce_private.check_range('quantity', quantity, 1, 10000);
    perform commerce_private.check_range('valid_days', valid_days, 1, 36500);
    perform commerce_private.check_name('tax_category', tax_category, is_needed => false);
    perform commerce_private.check_choice('status', status, '{active,archived}');
    perform commerce_private.check_tiers(tiers);
    if billing_interval not between interval '1 day' and interval '5 years' then
        perform commerce_private.refuse_catalog_input(
            'billing_interval', 'out_of_range', 'Send an interval such as 1 month, from 1 day to 5 years.');
    end if;

    -- Two calls that make the same plan wait for each other here.
    perform pg_advisory_xact_lock(hashtextextended('commerce.pricing_plans ' || v_caller.organization_id, 0));
    if service_id is not null and not exists (
        select
        from commerce.services as service
        where service.organization_id = v_caller.organization_id and service.id = upsert_pricing_plan.service_id
    ) then
        perform commerce_private.refuse_unknown('service', service_id);
    end if;
    if pricing_plan_id is not null then
        select plan.*
        into v_plan
        from commerce.pricing_plans as plan
        where plan.organization_id = v_caller.organization_id and plan.id = upsert_pricing_plan.pricing_plan_id
        for no key update;
        if not found then
            raise exception using
                errcode = 'VC201',
                message = 'pricing plan not found',
                detail = jsonb_build_object('pricing_plan_id', pricing_plan_id),
                hint = 'Leave pricing_plan_id out to make a new plan.';
        elsif kind <> v_plan.kind then
            perform commerce_private.refuse_catalog_input(
                'kind', 'cannot_change', 'Archive the plan, and make one of the other kind.');
        end if;
    elsif num_nulls(kind, price_minor) > 0 then
        perform commerce_private.refuse_catalog_input(
            case when kind is null then 'kind' else 'price_minor' end, 'missing',
            'A new plan needs a name, a kind and a price.');
    else
        v_plan.kind := kind;
        v_plan.quantity := 1;
        v_plan.tiers := '[]';
        v_plan.status := 'active';
        v_plan.currency := commerce_private.known_currency(v_caller.organization_id, currency);
        if currency is null and service_id is not null then
            select service.currency
            into v_plan.currency
            from commerce.services as service
            where service.organization_id = v_caller.organization_id
                and service.id = upsert_pricing_plan.service_id;
        end if;
    end if;
    v_plan.name := coalesce(name, v_plan.name);
    v_plan.price_minor := coalesce(price_minor, v_plan.price_minor);
    v_plan.service_id := coalesce(service_id, v_plan.service_id);
    v_plan.tiers := coalesce(tiers, v_plan.tiers);
    v_plan.quantity := coalesce(quantity, v_plan.quantity);
    v_plan.billing_interval := coalesce(billing_interval, v_plan.billing_interval);
    v_plan.valid_days := coalesce(valid_days, v_plan.valid_days);
    v_plan.tax_category := coalesce(tax_category, v_plan.tax_category);
    v_plan.status := coalesce(status, v_plan.status);
    if currency is not null then
        v_plan.currency := commerce_private.known_currency(v_caller.organization_id, currency);
    end if;
    if (v_plan.kind = 'recurring') <> (v_plan.billing_interval is not null) then
        perform commerce_private.refuse_catalog_input(
            'billing_interval', case when v_plan.billing_interval is null then 'missing' else 'not_recurring' end,
            'A recurring plan has an interval, and no other has.');
    elsif v_plan.kind = 'one_off' and v_plan.service_id is null then
        perform commerce_private.refuse_catalog_input(
            'service_id', 'missing', 'A price list is the price list of a service.');
    elsif v_plan.kind <> 'one_off' and v_plan.tiers <> '[]' then
        perform commerce_private.refuse_catalog_input(
            'tiers', 'not_one_off', 'Only the price list of a service has tiers.');
    elsif v_plan.kind = 'one_off' and v_plan.status = 'active' and exists (
        select
        from commerce.pricing_plans as other
        where other.organization_id = v_caller.organization_id
            and other.service_id = v_plan.service_id
            and other.kind = 'one_off'
            and other.status = 'active'
            and other.id is distinct from upsert_pricing_plan.pricing_plan_id
    ) then
        perform commerce_private.refuse_catalog_input(
            'service_id', 'taken', 'The service has a price list: change or archive that one.');
    end if;

    if pricing_plan_id is null then
        insert into commerce.pricing_plans as plan
            (organization_id, name, kind, price_minor, currency, service_id, tiers, quantity, billing_interval,
             valid_days, tax_category, status)
        values (
            v_caller.organization_id, v_plan.name, v_plan.kind, v_plan.price_minor, v_plan.currency,
            v_plan.service_id, v_plan.tiers, v_plan.quantity, v_plan.billing_interval, v_plan.valid_days,
            v_plan.tax_category, v_plan.status
        )
        returning plan.* into v_plan;
    else
        update commerce.pricing_plans as plan
        set name = v_plan.name, price_minor = v_plan.price_minor, currency = v_plan.currency,
            service_id = v_plan.service_id, tiers = v_plan.tiers, quantity = v_plan.quantity,
            billing_interval = v_plan.billing_interval, valid_days = v_plan.valid_days,
            tax_category = v_plan.tax_category, status = v_plan.status
        where plan.organization_id = v_caller.organization_id and plan.id = upsert_pricing_plan.pricing_plan_id
        returning plan.* into v_plan;
    end if;
    perform commerce_private.audit(v_caller, 'upsert_pricing_plan', v_plan.id::text, array(
        select given.key
        from jsonb_each(jsonb_build_object(
            'name', name, 'kind', kind, 'price_minor', price_minor, 'service_id', service_id, 'tiers', tiers,
            'quantity', quantity, 'billing_interval', billing_interval, 'valid_days', valid_days,
            'currency', currency, 'tax_category', tax_category, 'status', status)) as given (key, value)
        where given.value <> 'null'
        order by given.key
    ));
    return v_plan;
end;
$$;

comment on function commerce.upsert_pricing_plan(
    text, text, bigint, uuid, jsonb, integer, interval, integer, uuid, text, text, text
) is
$md$Make a pricing plan, or change the one with this `pricing_plan_id`; what is left out keeps its value. Needs a manager.

* `one_off` is the price list of a service: `price_minor` is the price of a place, and `tiers` those of
  kinds of participants, `[{"tier": "child", "price_minor": 900, "places": 1}]`, where `places` is how many
  places one of them takes (1). A service has one active price list.
* `package` sells `quantity` visits, of `service_id` or of any service, for `valid_days`.
* `recurring` is charged every `billing_interval`.

The currency is the service's, else the organization's, unless given.

Raises `VC101` bad input (argument, reason), `VC201` unknown `pricing_plan_id`, `VB202` unknown service,
`VT101` card number, `VT302`.$md$;

revoke all on function commerce.upsert_pricing_plan(
    text, text, bigint, uuid, jsonb, integer, interval, integer, uuid, text, text, text
) from public;
grant execute on function commerce.upsert_pricing_plan(
    text, text, bigint, uuid, jsonb, integer, interval, integer, uuid, text, text, text
) to commerce_user, commerce_service;
