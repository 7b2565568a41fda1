create or replace function commerce_private.gateway_accounts_of(
    gateway text,
    account text,
    livemode boolean
)
returns setof commerce.gateway_accounts
language sql
stable
rows 1
set search_path = pg_catalog, pg_temp
as $$
select own.*
from commerce_private.directory as directory
join commerce.gateway_accounts as own
    on own.organization_id = directory.organization_id and own.id::text = directory.key
where directory.kind = 'gateway_account'
    and directory.key = gateway_accounts_of.account
    and own.gateway = gateway_accounts_of.gateway
    and own.livemode = gateway_accounts_of.livemode
union all
select own.*
from commerce.gateway_accounts as own
where own.gateway = gateway_accounts_of.gateway
    and own.external_account = gateway_accounts_of.account
    and own.livemode = gateway_accounts_of.livemode;
$$;

comment on function commerce_private.gateway_accounts_of(text, text, boolean) is
$md$The accounts that an event came through: ours by id, or those that are this account at the gateway.

Works across organizations, since an event does not say whose it is.$md$;

revoke all on function commerce_private.gateway_accounts_of(text, text, boolean) from public;
