create or replace function commerce_private.add_to_directory(
    organization_id uuid,
    kind text,
    key text
)
returns void
language sql
volatile
set search_path = pg_catalog, pg_temp
as $$
insert into commerce_private.directory (kind, key, organization_id)
values (add_to_directory.kind, add_to_directory.key, add_to_directory.organization_id)
on conflict do nothing;
$$;

comment on function commerce_private.add_to_directory(uuid, text, text) is
$md$Let an organization be found by something that the outside knows of it. Twice changes nothing.$md$;

revoke all on function commerce_private.add_to_directory(uuid, text, text) from public;
