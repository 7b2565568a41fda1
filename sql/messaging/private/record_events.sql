create or replace function commerce_private.record_events(
    organization_id uuid,
    kind text,
    subject_ids uuid[]
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    insert into commerce.events (organization_id, kind, subject_id, at)
    select record_events.organization_id, record_events.kind, subject.id::text, commerce_private.clock()
    from unnest(record_events.subject_ids) as subject (id);
end;
$$;

comment on function commerce_private.record_events(uuid, text, uuid[]) is
$md$Write down that the same happened to several things at once, as `record_event` does for one.$md$;

revoke all on function commerce_private.record_events(uuid, text, uuid[]) from public;
