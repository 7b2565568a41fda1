create or replace function commerce_private.current_guest_id()
returns uuid
language plpgsql
stable
parallel safe
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_token text := coalesce(
        nullif(current_setting('commerce.order_token', true), ''),
        commerce_private.current_header('x-commerce-token')
    );
begin
    -- A guessed token, and one of another shape, find nothing rather than raise.
    if v_token is null or v_token !~* '^[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}$' then
        return null;
    end if;
    return (
        select access.subject_id
        from commerce_private.access_tokens as access
        where access.organization_id = commerce_private.current_organization_id()
            and access.access_token = v_token::uuid
    );
end;
$$;

comment on function commerce_private.current_guest_id() is
$md$The one order, or cart, whose access token this transaction shows, or null.

The token comes from the setting `commerce.order_token` or the header `x-commerce-token`.$md$;

revoke all on function commerce_private.current_guest_id() from public;
grant execute on function commerce_private.current_guest_id()
to commerce_anon, commerce_user, commerce_service, commerce_relay, commerce_worker, commerce_reader, commerce_platform;
