create or replace function commerce_private.current_staff_id()
returns uuid
language sql
stable
parallel safe
security definer
set search_path = pg_catalog, pg_temp
as $$
select staff.id
from commerce.staff as staff
where staff.organization_id = commerce_private.current_organization_id()
    and staff.user_id = commerce_private.current_user_id()
    and commerce_private.is_member('staff');
$$;

comment on function commerce_private.current_staff_id() is
$md$The caller as a member of staff who has a calendar, or null. Only members count.$md$;

revoke all on function commerce_private.current_staff_id() from public;
grant execute on function commerce_private.current_staff_id()
to commerce_anon, commerce_user, commerce_service, commerce_relay, commerce_worker, commerce_reader, commerce_platform;
