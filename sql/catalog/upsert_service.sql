create or replace function commerce.upsert_service(
    name text = null,
    duration_minutes integer = null,
    price_minor bigint = null,
    currency text = null,
    capacity_mode text = null,
    capacity integer = null,
    buffer_before_minutes integer = null,
    buffer_after_minutes integer = null,
    min_notice_minutes integer = null,
    max_advance_days integer = null,
    step_minutes integer = null,
    delivery_mode text = null,
    assignment text = null,
    requires_approval boolean = null,
    requires_waiver boolean = null,
    intake_form_id uuid = null,
    deposit_minor bigint = null,
    cancellation_policy_id uuid = null,
    tax_category text = null,
    venue_id uuid = null,
    service_id uuid = null,
    status text = null,
    metadata jsonb = null,
    clear text[] = null,
    customer_limits jsonb = null
)
returns commerce.services
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('manager');
    v_service commerce.services;
begin
    perform commerce_private.check_name('name', name, is_needed => false);
    perform commerce_private.check_range('duration_minutes', duration_minutes, 1, 44640);
    perform commerce_private.check_range('price_minor', price_minor, 0, 1000000000000);
    perform commerce_private.check_choice('capacity_mode', capacity_mode, '{exclusive,pooled}');
    perform commerce_private.check_range('capacity', capacity, 1, 100000);
    perform commerce_private.check_range('buffer_before_minutes', buffer_before_minutes, 0, 10080);
    perform commerce_private.check_range('buffer_after_minutes', buffer_after_minutes, 0, 10080);
    perform commerce_private.check_range('min_notice_minutes', min_notice_minutes, 0, 525600);
    perform commerce_private.check_range('max_advance_days', max_advance_days, 1, 3650);
    perform commerce_private.check_range('step_minutes', step_minutes, 1, 1440);
    perform commerce_private.check_choice('delivery_mode', delivery_mode, '{in_person,video,chat,diagnostic}');
    perform commerce_private.check_choice('assignment', assignment, '{least_busy,round_robin}');
    perform commerce_private.check_choice('status', status, '{draft,active,archived}');
    perform commerce_private.check_clear(clear,
        '{intake_form_id,deposit_minor,cancellation_policy_id,tax_category,venue_id,customer_limits}');
    perform commerce_private.check_venue(v_caller.organization_id, venue_id);
    if intake_form_id is not null and not exists (
        select
        from commerce.intake_forms as form
        where form.organization_id = v_caller.organization_id and form.id = upsert_service.intake_form_id
    ) then
        perform commerce_private.refuse_unknown('intake form', intake_form_id);
    end if;
    if cancellation_policy_id is not null and not exists (
        select
        from commerce.cancellation_policies as policy
        where policy.organization_id = v_caller.organization_id
            and policy.id = upsert_service.cancellation_policy_id
    ) then
        perform commerce_private.refuse_unknown('cancellation policy', cancellation_policy_id);
    end if;
    if not commerce_private.are_customer_limits(customer_limits) then
        perform commerce_private.refuse_catalog_input('customer_limits', 'bad_limits',
            'Send day, week, month, year or upcoming with a number from 1 to 1000, such as {"week": 2}; clear it for none.');
    end if;
    if jsonb_typeof(metadata) <> 'object' then
        perform commerce_private.refuse_catalog_input('metadata', 'not_an_object', 'Send a json object.');
    elsif not exists (select from commerce.currencies as known where known.code = upsert_service.currency)
        and currency is not null then
        perform commerce_private.refuse_catalog_input('currency', 'unknown_value', 'Send an ISO 4217 code such as EUR.');
    end if;
    perform commerce_private.refuse_card_number(metadata::text, tax_category);

    perform pg_advisory_xact_lock(hashtextextended('commerce.services ' || v_caller.organization_id, 0));
    select service.id, service.price_minor, service.deposit_minor, service.min_notice_minutes,
        service.max_advance_days
    into v_service.id, v_service.price_minor, v_service.deposit_minor, v_service.min_notice_minutes,
        v_service.max_advance_days
    from commerce.services as service
    where service.organization_id = v_caller.organization_id
        and case when upsert_service.service_id is not null then service.id = upsert_service.service_id
                 else service.name = upsert_service.name end
    order by service.status = 'archived', service.id
    limit 1
    for no key update;
    if v_service.id is null and service_id is not null then
        perform commerce_private.refuse_unknown('service', service_id);
    elsif v_service.id is null and num_nulls(name, duration_minutes, price_minor) > 0 then
        perform commerce_private.refuse_catalog_input(
            case when name is null then 'name' when duration_minutes is null then 'duration_minutes'
                 else 'price_minor' end,
            'missing', 'A new service needs a name, a length and a price.');
    elsif coalesce(deposit_minor, case when 'deposit_minor' = any(clear) then null else v_service.deposit_minor end)
        not between 0 and coalesce(price_minor, v_service.price_minor) then
        perform commerce_private.refuse_catalog_input('deposit_minor', 'out_of_range',
            'Send a deposit from 0 to the price.');
    elsif coalesce(min_notice_minutes, v_service.min_notice_minutes, 0)
        > coalesce(max_advance_days, v_service.max_advance_days, 365) * 1440 then
        perform commerce_private.refuse_catalog_input('min_notice_minutes', 'beyond_max_advance',
            'Send a notice that is not longer than max_advance_days: nothing could be booked.');
    end if;

    if v_service.id is null then
        -- Nobody performs a new exclusive service yet: unless told otherwise, its first performer activates it.
        insert into commerce.services as service (
            organization_id, name, duration_minutes, price_minor, currency, capacity_mode, capacity,
            buffer_before_minutes, buffer_after_minutes, min_notice_minutes, max_advance_days, step_minutes,
            customer_limits, delivery_mode, assignment, requires_approval, requires_waiver, intake_form_id, deposit_minor,
            cancellation_policy_id, tax_category, venue_id, status, activates_when_assigned, metadata
        )
        select v_caller.organization_id, upsert_service.name, upsert_service.duration_minutes,
            upsert_service.price_minor, coalesce(upsert_service.currency, organization.currency),
            coalesce(upsert_service.capacity_mode, 'exclusive'), coalesce(upsert_service.capacity, 1),
            coalesce(upsert_service.buffer_before_minutes, 0), coalesce(upsert_service.buffer_after_minutes, 0),
            coalesce(upsert_service.min_notice_minutes, 0), coalesce(upsert_service.max_advance_days, 365),
            coalesce(upsert_service.step_minutes, least(upsert_service.duration_minutes, 1440)),
            upsert_service.customer_limits,
            coalesce(upsert_service.delivery_mode, 'in_person'), coalesce(upsert_service.assignment, 'least_busy'),
            coalesce(upsert_service.requires_approval, false), coalesce(upsert_service.requires_waiver, false),
            upsert_service.intake_form_id, upsert_service.deposit_minor, upsert_service.cancellation_policy_id,
            upsert_service.tax_category, upsert_service.venue_id,
            coalesce(upsert_service.status,
                     case when upsert_service.capacity_mode = 'pooled' then 'active' else 'draft' end),
            upsert_service.status is null and upsert_service.capacity_mode is distinct from 'pooled',
            coalesce(upsert_service.metadata, '{}')
        from commerce.organizations as organization
        where organization.id = v_caller.organization_id
        returning service.id into v_service.id;
    else
        update commerce.services as service
        set name = coalesce(upsert_service.name, service.name),
            duration_minutes = coalesce(upsert_service.duration_minutes, service.duration_minutes),
            price_minor = coalesce(upsert_service.price_minor, service.price_minor),
            currency = coalesce(upsert_service.currency, service.currency),
            capacity_mode = coalesce(upsert_service.capacity_mode, service.capacity_mode),
            capacity = coalesce(upsert_service.capacity, service.capacity),
            buffer_before_minutes = coalesce(upsert_service.buffer_before_minutes, service.buffer_before_minutes),
            buffer_after_minutes = coalesce(upsert_service.buffer_after_minutes, service.buffer_after_minutes),
            min_notice_minutes = coalesce(upsert_service.min_notice_minutes, service.min_notice_minutes),
            max_advance_days = coalesce(upsert_service.max_advance_days, service.max_advance_days),
            step_minutes = coalesce(upsert_service.step_minutes, service.step_minutes),
            customer_limits = case when 'customer_limits' = any(clear) then null
                                   else coalesce(upsert_service.customer_limits, service.customer_limits) end,
            delivery_mode = coalesce(upsert_service.delivery_mode, service.delivery_mode),
            assignment = coalesce(upsert_service.assignment, service.assignment),
            requires_approval = coalesce(upsert_service.requires_approval, service.requires_approval),
            requires_waiver = coalesce(upsert_service.requires_waiver, service.requires_waiver),
            intake_form_id = case when 'intake_form_id' = any(clear) then null
                                  else coalesce(upsert_service.intake_form_id, service.intake_form_id) end,
            deposit_minor = case when 'deposit_minor' = any(clear) then null
                                 else coalesce(upsert_service.deposit_minor, service.deposit_minor) end,
            cancellation_policy_id = case when 'cancellation_policy_id' = any(clear) then null
                else coalesce(upsert_service.cancellation_policy_id, service.cancellation_policy_id) end,
            tax_category = case when 'tax_category' = any(clear) then null
                                else coalesce(upsert_service.tax_category, service.tax_category) end,
            venue_id = case when 'venue_id' = any(clear) then null
                            else coalesce(upsert_service.venue_id, service.venue_id) end,
            status = coalesce(upsert_service.status, service.status),
            activates_when_assigned = service.activates_when_assigned and upsert_service.status is null,
            metadata = coalesce(upsert_service.metadata, service.metadata)
        where service.organization_id = v_caller.organization_id and service.id = v_service.id;
    end if;
    if status = 'active' or capacity_mode = 'exclusive' then
        perform commerce_private.check_performable(v_caller.organization_id, v_service.id);
    end if;
    perform commerce_private.audit(v_caller, 'upsert_service', v_service.id::text, array(
        select given.key
        from jsonb_each(jsonb_build_object(
            'name', name, 'duration_minutes', duration_minutes, 'price_minor', price_minor, 'currency', currency,
            'capacity_mode', capacity_mode, 'capacity', capacity, 'buffer_before_minutes', buffer_before_minutes,
            'buffer_after_minutes', buffer_after_minutes, 'min_notice_minutes', min_notice_minutes,
            'max_advance_days', max_advance_days, 'step_minutes', step_minutes, 'delivery_mode', delivery_mode,
            'assignment', assignment, 'requires_approval', requires_approval, 'requires_waiver', requires_waiver,
            'intake_form_id', intake_form_id, 'deposit_minor', deposit_minor,
            'cancellation_policy_id', cancellation_policy_id, 'tax_category', tax_category, 'venue_id', venue_id,
            'status', status, 'metadata', metadata, 'customer_limits', customer_limits)) as given (key, value)
        where given.value <> 'null'
    ) || coalesce(clear, '{}'));

    select service.organization_id, service.id, service.name, service.duration_minutes, service.price_minor,
        service.currency, service.capacity_mode, service.capacity, service.buffer_before_minutes,
        service.buffer_after_minutes, service.min_notice_minutes, service.max_advance_days, service.step_minutes,
        service.customer_limits, service.delivery_mode, service.assignment, service.requires_approval, service.requires_waiver,
        service.intake_form_id, service.deposit_minor, service.cancellation_policy_id, service.tax_category,
        service.venue_id, service.status, service.activates_when_assigned, service.metadata, service.created_at, service.updated_at
    into v_service
    from commerce.services as service
    where service.organization_id = v_caller.organization_id and service.id = v_service.id;
    return v_service;
end;
$$;

comment on function commerce.upsert_service(
    text, integer, bigint, text, text, integer, integer, integer, integer, integer, integer, text, text, boolean,
    boolean, uuid, bigint, uuid, text, uuid, uuid, text, jsonb, text[], jsonb
) is
$md$Make a service that customers can book, or change it. Managers and above.

Found by `service_id`, else by name. On an existing row a null argument keeps the value, `clear`
empties the columns it names (`intake_form_id`, `deposit_minor`, `cancellation_policy_id`,
`tax_category`, `venue_id`, `customer_limits`). A new service needs name, length and price; its steps are as long as it
is, its currency the organization's. `exclusive`: one customer at a time for each member of staff and
resource, at most `capacity` people; a new one without `status` is a `draft` that `assign_staff` or
`assign_resource` makes active by giving it a performer. `pooled`: places in time slots. Minutes are elapsed time.

`customer_limits`, such as `{"week": 2, "upcoming": 3}`: how many bookings of it one customer may have in a
`day`, `week`, `month` or `year` of the calendar where it happens, and how many `upcoming` at any one time.

Raises `VC101` bad input (also: an exclusive service made active with neither staff nor resource),
`VB202` unknown service, venue, intake form or cancellation policy.$md$;

revoke all on function commerce.upsert_service(
    text, integer, bigint, text, text, integer, integer, integer, integer, integer, integer, text, text, boolean,
    boolean, uuid, bigint, uuid, text, uuid, uuid, text, jsonb, text[], jsonb
) from public;
grant execute on function commerce.upsert_service(
    text, integer, bigint, text, text, integer, integer, integer, integer, integer, integer, text, text, boolean,
    boolean, uuid, bigint, uuid, text, uuid, uuid, text, jsonb, text[], jsonb
) to commerce_user, commerce_service;
