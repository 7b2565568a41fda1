create or replace function commerce_private.check_token(
    caller commerce_private.caller,
    reservation_id uuid,
    hold_token uuid
)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    if hold_token is null
        and (caller.member_role is not null or caller.role in ('commerce_service', 'commerce_owner')) then
        return;
    end if;
    if hold_token is distinct from commerce_private.hold_token(caller.organization_id, reservation_id)
        or hold_token is null then
        perform commerce_private.refuse_hold('VB301', reservation_id);
    end if;
end;
$$;

comment on function commerce_private.check_token(commerce_private.caller, uuid, uuid) is
$md$Is this the token of that hold? Members and trusted backends may leave it out.

Raises `VB301`.$md$;

revoke all on function commerce_private.check_token(commerce_private.caller, uuid, uuid) from public;
