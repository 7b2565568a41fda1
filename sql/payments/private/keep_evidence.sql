create or replace function commerce_private.keep_evidence(
    organization_id uuid,
    payment_id uuid,
    evidence jsonb,
    received_at timestamptz
)
returns void
language sql
volatile
set search_path = pg_catalog, pg_temp
as $$
insert into commerce_private.payment_evidence (organization_id, payment_id, evidence, received_at)
select
    keep_evidence.organization_id, keep_evidence.payment_id, coalesce(keep_evidence.evidence, '{}'),
    keep_evidence.received_at
where keep_evidence.evidence is not null or keep_evidence.received_at is not null
on conflict do nothing;
$$;

comment on function commerce_private.keep_evidence(uuid, uuid, jsonb, timestamptz) is
$md$Keep what a member showed for money that came by no gateway. What the first one showed stays.$md$;

revoke all on function commerce_private.keep_evidence(uuid, uuid, jsonb, timestamptz) from public;
