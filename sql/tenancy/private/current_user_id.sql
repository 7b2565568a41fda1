create or replace function commerce_private.current_user_id()
returns uuid
language plpgsql
stable
parallel safe
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_claims jsonb := commerce_private.current_claims();
begin
    if commerce_private.caller_role() = 'commerce_anon' then
        return null;
    end if;
    if v_claims is null then
        return commerce_private.context_uuid('commerce.user_id', current_setting('commerce.user_id', true));
    end if;
    -- A subject that is no uuid stands in identities, or is nobody here yet.
    if v_claims ->> 'sub' ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then
        return (v_claims ->> 'sub')::uuid;
    end if;
    return (
        select identity.user_id
        from commerce_private.identities as identity
        where identity.issuer = coalesce(v_claims ->> 'iss', '')
            and identity.subject = v_claims ->> 'sub'
    );
end;
$$;

comment on function commerce_private.current_user_id() is
$md$The user this transaction acts for, or null.

Verified claims are the only source when there are any, else the setting `commerce.user_id`. A visitor
is nobody, whatever either says.

Raises `VT301` when the setting is no uuid.$md$;

revoke all on function commerce_private.current_user_id() from public;
grant execute on function commerce_private.current_user_id()
to commerce_anon, commerce_user, commerce_service, commerce_relay, commerce_worker, commerce_reader, commerce_platform;
