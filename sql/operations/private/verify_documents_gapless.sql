create or replace function commerce_private.verify_documents_gapless(
    organization_id uuid,
    since timestamptz
)
returns setof jsonb
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
select jsonb_build_object('kind', issued.kind, 'documents', issued.number, 'last', issued.last)
from (
    select document.kind, count(*) as number, max(document.sequence) as last, max(document.created_at) as at
    from commerce.documents as document
    where document.organization_id = verify_documents_gapless.organization_id
    group by document.kind
) as issued
where issued.number <> issued.last
    and (verify_documents_gapless.since is null or issued.at >= verify_documents_gapless.since);
$$;

comment on function commerce_private.verify_documents_gapless(uuid, timestamptz) is
$md$Kinds of documents whose numbers have a gap.

Of one organization; only kinds of which one was issued since an instant, unless that is null.$md$;

revoke all on function commerce_private.verify_documents_gapless(uuid, timestamptz) from public;
