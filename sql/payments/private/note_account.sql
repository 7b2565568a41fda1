create or replace function commerce_private.note_account(
    organization_id uuid,
    account_id uuid,
    effect jsonb,
    as_of timestamptz
)
returns void
language sql
volatile
set search_path = pg_catalog, pg_temp
as $$
update commerce.gateway_accounts as account
set
    is_charging = (note_account.effect ->> 'charges_enabled')::boolean,
    is_charging_as_of = note_account.as_of
where account.organization_id = note_account.organization_id
    and account.id = note_account.account_id
    and jsonb_typeof(note_account.effect -> 'charges_enabled') = 'boolean'
    and (account.is_charging_as_of is null or account.is_charging_as_of <= note_account.as_of);
$$;

comment on function commerce_private.note_account(uuid, uuid, jsonb, timestamptz) is
$md$Remember whether a gateway lets an account charge; older news change nothing.$md$;

revoke all on function commerce_private.note_account(uuid, uuid, jsonb, timestamptz) from public;
