create or replace function commerce.set_context(
    organization_id uuid,
    user_id uuid = null,
    local boolean = true
)
returns void
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_role text := commerce_private.caller_role();
    v_status text;
begin
    if v_role is null
        or commerce_private.current_claims() is not null
        -- What a visitor sets must never outlive the transaction on a connection others use as well.
        or (v_role in ('commerce_anon', 'commerce_user') and local is distinct from true)
        or (v_role = 'commerce_reader'
            and commerce_private.current_organization_id() is distinct from set_context.organization_id) then
        perform commerce_private.refuse_caller(row(null, null, v_role, null)::commerce_private.caller, 'trusted');
    end if;
    if set_context.organization_id is null then
        perform commerce_private.refuse_input('organization_id', 'missing');
    end if;
    select organization.status
    into v_status
    from commerce.organizations as organization
    where organization.id = set_context.organization_id;
    if v_status is null then
        perform commerce_private.refuse_organization(set_context.organization_id);
    elsif v_status = 'suspended' and v_role not in ('commerce_platform', 'commerce_owner') then
        raise exception using
            errcode = 'VT303',
            message = 'the organization is suspended',
            detail = jsonb_build_object('organization_id', set_context.organization_id),
            hint = 'The operator of the platform can lift the suspension.';
    end if;
    perform set_config('commerce.organization_id', set_context.organization_id::text, coalesce(local, true));
    perform set_config('commerce.user_id', coalesce(set_context.user_id::text, ''), coalesce(local, true));
end;
$$;

comment on function commerce.set_context(uuid, uuid, boolean) is
$md$Say which organization, and which user if any, this transaction works for.

For backends that hold a connection of their own: behind a gateway that verifies claims, the claims
say it. With `local` (the default) it ends with the transaction; `false` is for a session nobody
shares, never behind a pooler, and for trusted roles only. The settings `commerce.organization_id`
and `commerce.user_id` do the same without a call. A reader may name only the organization it is
bound to.

Raises `VT101` no organization given, `VT201` unknown organization, `VT302` claims are present or this
caller may not, `VT303` suspended.$md$;

revoke all on function commerce.set_context(uuid, uuid, boolean) from public;
grant execute on function commerce.set_context(uuid, uuid, boolean)
to commerce_anon, commerce_user, commerce_service, commerce_relay, commerce_worker, commerce_reader, commerce_platform;
