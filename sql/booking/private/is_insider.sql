create or replace function commerce_private.is_insider(
    caller commerce_private.caller,
    staff_id uuid = null
)
returns boolean
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
select caller.role in ('commerce_service', 'commerce_owner')
    or coalesce(
        commerce_private.member_rank(caller.member_role) >= commerce_private.member_rank('manager')
        or (caller.member_role is not null and is_insider.staff_id = commerce_private.current_staff_id()),
        false);
$$;

comment on function commerce_private.is_insider(commerce_private.caller, uuid) is
$md$Does the caller speak for the business: a trusted backend, a manager, or this very member of staff?$md$;

revoke all on function commerce_private.is_insider(commerce_private.caller, uuid) from public;
