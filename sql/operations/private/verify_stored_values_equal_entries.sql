create or replace function commerce_private.verify_stored_values_equal_entries(
    organization_id uuid,
    since timestamptz
)
returns setof jsonb
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
select jsonb_build_object(
    'stored_value_id', value.id, 'balance_minor', value.balance_minor, 'entries_minor', entries.amount_minor
)
from commerce.stored_values as value
cross join lateral (
    select coalesce(sum(entry.amount_minor), 0) as amount_minor
    from commerce.stored_value_entries as entry
    where entry.organization_id = value.organization_id and entry.stored_value_id = value.id
) as entries
where value.organization_id = verify_stored_values_equal_entries.organization_id
    and (verify_stored_values_equal_entries.since is null or value.updated_at >= verify_stored_values_equal_entries.since)
    and value.balance_minor <> entries.amount_minor
union all
-- What the books say is owed in each currency.
select jsonb_build_object(
    'account_code', owed.account_code, 'currency', owed.currency, 'balances_minor', owed.balance_minor,
    'ledger_minor', coalesce(booked.amount_minor, 0)
)
from (
    select
        case value.kind when 'gift_card' then 'gift_cards' else 'store_credit' end as account_code,
        value.currency,
        sum(value.balance_minor) as balance_minor
    from commerce.stored_values as value
    where value.organization_id = verify_stored_values_equal_entries.organization_id
    group by 1, 2
) as owed
left join lateral (
    select -sum(leg.amount_minor) as amount_minor
    from commerce.ledger_entries as leg
    where leg.organization_id = verify_stored_values_equal_entries.organization_id
        and leg.account_code = owed.account_code
        and leg.currency = owed.currency
) as booked on true
where owed.balance_minor <> coalesce(booked.amount_minor, 0);
$$;

comment on function commerce_private.verify_stored_values_equal_entries(uuid, timestamptz) is
$md$Gift cards and credit whose balance is not what their entries, or the books, sum up to.

Of one organization; only what changed since an instant, unless that is null.$md$;

revoke all on function commerce_private.verify_stored_values_equal_entries(uuid, timestamptz) from public;
