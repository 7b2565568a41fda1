create or replace function commerce_private.tg_refuse_delete()
returns trigger
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    raise exception using
        errcode = 'VS901',
        message = 'rows of this table are never deleted',
        detail = jsonb_build_object('table', tg_table_schema || '.' || tg_table_name),
        hint = 'Archive a service; make a member of staff unavailable for booking.';
end;
$$;

comment on function commerce_private.tg_refuse_delete() is
$md$Keep rows that others name without a foreign key, for the owner too.

Raises `VS901`.$md$;

revoke all on function commerce_private.tg_refuse_delete() from public;
