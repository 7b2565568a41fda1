create or replace function commerce_private.refuse_unknown(
    kind text,
    id uuid
)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    raise exception using
        errcode = 'VB202',
        message = kind || ' not found',
        detail = jsonb_build_object(replace(kind, ' ', '_') || '_id', refuse_unknown.id),
        hint = 'Send the id of a ' || kind || ' of this organization.';
end;
$$;

comment on function commerce_private.refuse_unknown(text, uuid) is
$md$Refuse the id of a service, staff, venue, resource or time slot that this organization does not have.

Raises `VB202`, always.$md$;

revoke all on function commerce_private.refuse_unknown(text, uuid) from public;
