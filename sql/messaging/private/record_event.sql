create or replace function commerce_private.record_event(
    organization_id uuid,
    kind text,
    subject_id text
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    insert into commerce.events (organization_id, kind, subject_id, at)
    values (record_event.organization_id, record_event.kind, record_event.subject_id, commerce_private.clock());
end;
$$;

comment on function commerce_private.record_event(uuid, text, text) is
$md$Write down that something happened, for whoever listens: a kind such as `order.paid` and an id, never personal data.$md$;

revoke all on function commerce_private.record_event(uuid, text, text) from public;
