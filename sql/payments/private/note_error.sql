create or replace function commerce_private.note_error(
    organization_id uuid,
    command_id uuid,
    error text
)
returns void
language sql
volatile
set search_path = pg_catalog, pg_temp
as $$
update commerce.gateway_commands as command
set error = left(note_error.error, 500)
where command.organization_id = note_error.organization_id and command.id = note_error.command_id;
$$;

comment on function commerce_private.note_error(uuid, uuid, text) is
$md$Write down why what a gateway answered could not be carried out.$md$;

revoke all on function commerce_private.note_error(uuid, uuid, text) from public;
