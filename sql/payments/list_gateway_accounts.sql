create or replace function commerce.list_gateway_accounts()
returns setof commerce.gateway_accounts
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    perform commerce_private.require('relay');
    return query
    select account.*
    from commerce.gateway_accounts as account
    order by account.organization_id, account.id;
end;
$$;

comment on function commerce.list_gateway_accounts() is
$md$Every account of every organization, with the names of its secrets, for the relay that holds them.

Disabled ones too: their events still count. Raises `VT302`.$md$;

revoke all on function commerce.list_gateway_accounts() from public;
grant execute on function commerce.list_gateway_accounts() to commerce_relay;
