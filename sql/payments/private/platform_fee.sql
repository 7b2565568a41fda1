create or replace function commerce_private.platform_fee(
    account commerce.gateway_accounts,
    amount_minor bigint
)
returns bigint
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
select case
    when (platform_fee.account).charge_type is null then 0
    else coalesce((
        select floor(platform_fee.amount_minor * (own.value)::numeric / 10000)::bigint
        from commerce.platform_settings as own
        where own.key = 'platform_fee_bps'
    ), 0)
end;
$$;

comment on function commerce_private.platform_fee(commerce.gateway_accounts, bigint) is
$md$The platform's share of a payment, in minor units, rounded down: only accounts with a `charge_type` are charged for.$md$;

revoke all on function commerce_private.platform_fee(commerce.gateway_accounts, bigint) from public;
