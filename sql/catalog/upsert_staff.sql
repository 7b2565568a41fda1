create or replace function commerce.upsert_staff(
    display_name text = null,
    user_id uuid = null,
    email text = null,
    phone text = null,
    timezone text = null,
    service_title text = null,
    hourly_rate_minor bigint = null,
    is_service_provider boolean = null,
    is_available_for_booking boolean = null,
    staff_id uuid = null,
    clear text[] = null
)
returns commerce.staff
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('manager');
    v_staff commerce.staff;
begin
    perform commerce_private.check_name('display_name', display_name, is_needed => false);
    perform commerce_private.check_name('service_title', service_title, is_needed => false);
    perform commerce_private.check_timezone(timezone);
    perform commerce_private.check_range('hourly_rate_minor', hourly_rate_minor, 0, 1000000000000);
    perform commerce_private.check_clear(clear, '{user_id,email,phone,service_title,hourly_rate_minor}');
    if email !~ '^[^@[:space:]]+@[^@[:space:]]+$' or length(email) > 254 then
        perform commerce_private.refuse_catalog_input('email', 'malformed', 'Send an address such as anna@example.com.');
    elsif phone !~ '^[+][1-9][0-9]{6,14}$' then
        perform commerce_private.refuse_catalog_input('phone', 'malformed', 'Send an E.164 number such as +493012345678.');
    end if;

    perform pg_advisory_xact_lock(hashtextextended('commerce.staff ' || v_caller.organization_id, 0));
    select staff.id
    into v_staff.id
    from commerce.staff as staff
    left join commerce_private.staff_details as details
        on details.organization_id = staff.organization_id and details.staff_id = staff.id
    where staff.organization_id = v_caller.organization_id
        and case when upsert_staff.staff_id is not null then staff.id = upsert_staff.staff_id
                 when upsert_staff.user_id is not null then staff.user_id = upsert_staff.user_id
                 else lower(details.email) = lower(upsert_staff.email) end
    order by staff.id
    limit 1
    for no key update of staff;
    if v_staff.id is null and staff_id is not null then
        perform commerce_private.refuse_unknown('staff', staff_id);
    elsif v_staff.id is null and display_name is null then
        perform commerce_private.refuse_catalog_input('display_name', 'missing', 'Send the name that customers see.');
    elsif exists (
        select
        from commerce.staff as other
        where other.organization_id = v_caller.organization_id
            and other.user_id = upsert_staff.user_id
            and other.id is distinct from v_staff.id
    ) then
        perform commerce_private.refuse_catalog_input('user_id', 'in_use', 'One user is one member of staff.');
    elsif v_staff.id is null then
        insert into commerce.staff as staff
            (organization_id, display_name, user_id, timezone, service_title, is_service_provider,
             is_available_for_booking)
        select v_caller.organization_id, upsert_staff.display_name, upsert_staff.user_id,
            coalesce(upsert_staff.timezone, organization.timezone), upsert_staff.service_title,
            coalesce(upsert_staff.is_service_provider, true), coalesce(upsert_staff.is_available_for_booking, true)
        from commerce.organizations as organization
        where organization.id = v_caller.organization_id
        returning staff.organization_id, staff.id, staff.display_name, staff.user_id, staff.timezone,
            staff.service_title, staff.is_service_provider, staff.is_available_for_booking, staff.created_at,
            staff.updated_at
        into v_staff;
    else
        update commerce.staff as staff
        set display_name = coalesce(upsert_staff.display_name, staff.display_name),
            user_id = case when 'user_id' = any(clear) then null else coalesce(upsert_staff.user_id, staff.user_id) end,
            timezone = coalesce(upsert_staff.timezone, staff.timezone),
            service_title = case when 'service_title' = any(clear) then null
                                 else coalesce(upsert_staff.service_title, staff.service_title) end,
            is_service_provider = coalesce(upsert_staff.is_service_provider, staff.is_service_provider),
            is_available_for_booking
                = coalesce(upsert_staff.is_available_for_booking, staff.is_available_for_booking)
        where staff.organization_id = v_caller.organization_id and staff.id = v_staff.id
        returning staff.organization_id, staff.id, staff.display_name, staff.user_id, staff.timezone,
            staff.service_title, staff.is_service_provider, staff.is_available_for_booking, staff.created_at,
            staff.updated_at
        into v_staff;
    end if;

    insert into commerce_private.staff_details as details (organization_id, staff_id, email, phone, hourly_rate_minor)
    values (v_caller.organization_id, v_staff.id, upsert_staff.email, upsert_staff.phone,
            upsert_staff.hourly_rate_minor)
    on conflict on constraint staff_details_pkey do update
    set email = case when 'email' = any(clear) then null else coalesce(excluded.email, details.email) end,
        phone = case when 'phone' = any(clear) then null else coalesce(excluded.phone, details.phone) end,
        hourly_rate_minor = case when 'hourly_rate_minor' = any(clear) then null
                                 else coalesce(excluded.hourly_rate_minor, details.hourly_rate_minor) end;
    perform commerce_private.audit(v_caller, 'upsert_staff', v_staff.id::text, array_remove(array[
        case when display_name is not null then 'display_name' end, case when user_id is not null then 'user_id' end,
        case when email is not null then 'email' end, case when phone is not null then 'phone' end,
        case when timezone is not null then 'timezone' end, case when service_title is not null then 'service_title' end,
        case when hourly_rate_minor is not null then 'hourly_rate_minor' end,
        case when is_service_provider is not null then 'is_service_provider' end,
        case when is_available_for_booking is not null then 'is_available_for_booking' end], null)
        || coalesce(clear, '{}'));
    return v_staff;
end;
$$;

comment on function commerce.upsert_staff(
    text, uuid, text, text, text, text, bigint, boolean, boolean, uuid, text[]
) is
$md$Make a member of staff who performs services, or change them. Managers and above.

Found by `staff_id`, else `user_id`, else `email`; a new one needs `display_name`. On an existing row
a null argument keeps the value, `clear` empties the columns it names (`user_id`, `email`, `phone`,
`service_title`, `hourly_rate_minor`). `hourly_rate_minor`, e-mail and phone are not in the row that
colleagues and customers read. A new one is in the organization's zone unless told.

Raises `VC101` bad input, `VB202` unknown staff.$md$;

revoke all on function commerce.upsert_staff(
    text, uuid, text, text, text, text, bigint, boolean, boolean, uuid, text[]
) from public;
grant execute on function commerce.upsert_staff(
    text, uuid, text, text, text, text, bigint, boolean, boolean, uuid, text[]
) to commerce_user, commerce_service;
