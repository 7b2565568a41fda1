create or replace function commerce_private.require(
    level text
)
returns commerce_private.caller
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller;
    v_status text;
begin
    if level in ('relay', 'worker') then
        -- They work for every organization, and nobody stands behind them: the role is all there is to ask.
        v_caller.role := commerce_private.caller_role();
        if v_caller.role not in ('commerce_' || level, 'commerce_owner') then
            perform commerce_private.refuse_caller(v_caller, level);
        end if;
        return v_caller;
    end if;

    begin
        v_caller.organization_id := commerce_private.trusted_organization_id();
    exception
        when invalid_text_representation then
            null; -- Told below, as to everybody else.
    end;
    if v_caller.organization_id is not null then
        v_caller.role := 'commerce_service';
    else
        v_caller.role := commerce_private.caller_role();
        v_caller.organization_id := commerce_private.current_organization_id();
        v_caller.user_id := commerce_private.current_user_id();
    end if;
    if level = 'platform' then
        if v_caller.role not in ('commerce_platform', 'commerce_owner') then
            perform commerce_private.refuse_caller(v_caller, level);
        end if;
        return v_caller;
    end if;

    if v_caller.organization_id is null then
        perform commerce_private.refuse_no_organization(v_caller);
    end if;
    select organization.status
    into v_status
    from commerce.organizations as organization
    where organization.id = v_caller.organization_id;
    if v_status is null then
        raise exception using
            errcode = 'VT201',
            message = 'organization not found',
            detail = jsonb_build_object('organization_id', v_caller.organization_id),
            hint = 'Set the id of an existing organization.';
    elsif v_status = 'suspended' then
        raise exception using
            errcode = 'VT303',
            message = 'the organization is suspended',
            detail = jsonb_build_object('organization_id', v_caller.organization_id),
            hint = 'The operator of the platform can lift the suspension.';
    end if;

    if v_caller.user_id is not null then
        select member.role
        into v_caller.member_role
        from commerce.members as member
        where member.organization_id = v_caller.organization_id and member.user_id = v_caller.user_id;
    end if;
    if v_caller.role in ('commerce_service', 'commerce_owner') then
        return v_caller;
    elsif level = 'anyone' and v_caller.role in ('commerce_anon', 'commerce_user') then
        return v_caller;
    elsif level = 'user' and v_caller.role = 'commerce_user' and v_caller.user_id is not null then
        return v_caller;
    elsif v_caller.role = 'commerce_user'
        and commerce_private.member_rank(v_caller.member_role) >= commerce_private.member_rank(level) then
        return v_caller;
    end if;
    perform commerce_private.refuse_caller(v_caller, level);
    return null;
end;
$$;

comment on function commerce_private.require(text) is
$md$Who is calling, provided they may: every command begins with this one check.

`level` is `anyone` (visitors too), `user` (signed in), a member role (`staff`, `manager`, `admin`,
`owner`), or `platform`, `relay`, `worker`. A trusted backend (`commerce_service`) passes everywhere
but at the last three, which need no organization.

Raises `VT301` no organization in context, `VT201` unknown organization, `VT303` suspended,
`VT302` this caller may not.$md$;

revoke all on function commerce_private.require(text) from public;
