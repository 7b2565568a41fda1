create or replace function commerce_private.verify_ledger_balances(
    organization_id uuid,
    since timestamptz
)
returns setof jsonb
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
select jsonb_build_object('posting_id', leg.posting_id, 'currency', leg.currency, 'sum_minor', sum(leg.amount_minor))
from commerce.ledger_entries as leg
where leg.organization_id = verify_ledger_balances.organization_id
    and (verify_ledger_balances.since is null or leg.at >= verify_ledger_balances.since)
group by leg.posting_id, leg.currency
having sum(leg.amount_minor) <> 0;
$$;

comment on function commerce_private.verify_ledger_balances(uuid, timestamptz) is
$md$Postings of the ledger whose legs do not sum to zero.

Of one organization; only what changed since an instant, unless that is null.$md$;

revoke all on function commerce_private.verify_ledger_balances(uuid, timestamptz) from public;
