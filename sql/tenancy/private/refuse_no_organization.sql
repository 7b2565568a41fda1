create or replace function commerce_private.refuse_no_organization(
    caller commerce_private.caller
)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_claims jsonb := commerce_private.current_claims();
    v_wanted text;
begin
    if v_claims is not null then
        v_wanted := commerce_private.wanted_organization(v_claims);
    end if;
    if v_wanted is not null then
        -- The same words whether it does not exist or is not theirs to see.
        raise exception using
            errcode = 'VT201',
            message = 'organization not found',
            detail = jsonb_build_object('organization_id', v_wanted),
            hint = 'Send the slug or id of a published organization, or of one you belong to, as x-commerce-organization.';
    end if;
    raise exception using
        errcode = 'VT301',
        message = 'no organization in context',
        detail = jsonb_build_object('role', caller.role),
        hint = 'Call commerce.set_context, or set commerce.organization_id, inside the same transaction.';
end;
$$;

comment on function commerce_private.refuse_no_organization(commerce_private.caller) is
$md$Turn a caller away that works in no organization.

Raises `VT201` when header or claims name one that this caller cannot select, else `VT301`.$md$;

revoke all on function commerce_private.refuse_no_organization(commerce_private.caller) from public;
