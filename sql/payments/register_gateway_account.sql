create or replace function commerce.register_gateway_account(
    gateway text,
    secret_name text,
    webhook_secret_names text[] = '{}',
    livemode boolean = false,
    external_account text = null,
    charge_type text = null,
    is_enabled boolean = true,
    webhook_scheme text = null
)
returns commerce.gateway_accounts
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('platform');
    v_account commerce.gateway_accounts;
    v_argument text;
begin
    perform commerce_private.require_organization(v_caller);
    v_argument := case
        when gateway is null or gateway not in
            ('stripe', 'paystack', 'flutterwave', 'bank_transfer', 'cash_on_delivery', 'manual') then 'gateway'
        when not coalesce(commerce_private.is_secret_name(secret_name), false) then 'secret_name'
        when cardinality(webhook_secret_names) > 10
            or exists (
                select
                from unnest(webhook_secret_names) as given (name)
                where not coalesce(commerce_private.is_secret_name(given.name), false)
            ) then 'webhook_secret_names'
        when livemode is null then 'livemode'
        when length(external_account) not between 1 and 255 then 'external_account'
        when charge_type not in ('direct', 'destination') then 'charge_type'
        when is_enabled is null then 'is_enabled'
        when webhook_scheme not in ('hmac', 'shared_secret') then 'webhook_scheme'
    end;
    if v_argument is not null then
        perform commerce_private.refuse_payment_input(
            v_argument, 'malformed',
            'Secrets are named like PGCOMMERCE_GATEWAY_ACME or like a file in the relay''s secrets folder.');
    end if;
    perform commerce_private.refuse_card_number(secret_name, external_account, array_to_string(webhook_secret_names, ' '));
    insert into commerce.gateway_accounts as account (
        organization_id, gateway, secret_name, webhook_secret_names, livemode, external_account, charge_type,
        is_enabled, webhook_scheme
    )
    values (
        v_caller.organization_id, register_gateway_account.gateway, register_gateway_account.secret_name,
        coalesce(register_gateway_account.webhook_secret_names, '{}'), register_gateway_account.livemode,
        register_gateway_account.external_account, register_gateway_account.charge_type,
        register_gateway_account.is_enabled, register_gateway_account.webhook_scheme
    )
    on conflict on constraint gateway_accounts_external_key do update
    set
        secret_name = excluded.secret_name,
        webhook_secret_names = excluded.webhook_secret_names,
        charge_type = excluded.charge_type,
        is_enabled = excluded.is_enabled,
        webhook_scheme = excluded.webhook_scheme
    returning account.* into v_account;
    perform commerce_private.add_to_directory(v_caller.organization_id, 'gateway_account', v_account.id::text);
    perform commerce_private.audit(
        v_caller, 'register_gateway_account', v_account.id::text,
        array['secret_name', 'webhook_secret_names', 'charge_type', 'is_enabled', 'webhook_scheme']);
    return v_account;
end;
$$;

comment on function commerce.register_gateway_account(text, text, text[], boolean, text, text, boolean, text) is
$md$Let an organization take payments at a gateway, or change how: found by gateway, mode and external account.

For the platform only, in the organization's context: a member who could name secrets could borrow
another's. `secret_name` and `webhook_secret_names` name environment variables or files of the relay, two
during a rotation; the secrets themselves are never here. `external_account` is the gateway's id of the
account, `charge_type` `direct` or `destination` how a platform charges for it.
`webhook_scheme` matters where a gateway has two ways to prove a webhook: `hmac`, a signature over the body,
which null means too, or `shared_secret`, a password sent along, after which the gateway is asked again.

Raises `VT302`, `VT301` no organization in context, `VP101` bad input.$md$;

revoke all on function commerce.register_gateway_account(text, text, text[], boolean, text, text, boolean, text) from public;
grant execute on function commerce.register_gateway_account(text, text, text[], boolean, text, text, boolean, text)
to commerce_platform;
