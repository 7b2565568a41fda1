create or replace function commerce_private.current_organization_id()
returns uuid
language plpgsql
stable
parallel safe
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_claims jsonb;
begin
    if commerce_private.caller_role() = 'commerce_reader' then
        return (
            select binding.organization_id
            from commerce_private.reader_bindings as binding
            where binding.login = session_user
        );
    end if;
    v_claims := commerce_private.current_claims();
    if v_claims is not null then
        return commerce_private.selected_organization_id(v_claims);
    end if;
    return commerce_private.context_uuid('commerce.organization_id', current_setting('commerce.organization_id', true));
end;
$$;

comment on function commerce_private.current_organization_id() is
$md$The organization this transaction works in, or null.

A reader is bound to its organization by login. For others verified claims are the only source when
there are any, else the setting `commerce.organization_id`.

Raises `VT301` when the value is no uuid.$md$;

revoke all on function commerce_private.current_organization_id() from public;
grant execute on function commerce_private.current_organization_id()
to commerce_anon, commerce_user, commerce_service, commerce_relay, commerce_worker, commerce_reader, commerce_platform;
