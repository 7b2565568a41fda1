create or replace function commerce_private.tg_refuse_change()
returns trigger
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    raise exception using
        errcode = 'VS901',
        message = 'this table is append-only',
        detail = jsonb_build_object('table', tg_table_schema || '.' || tg_table_name, 'operation', lower(tg_op)),
        hint = 'Append a row that corrects the earlier one.';
end;
$$;

comment on function commerce_private.tg_refuse_change() is
$md$Keep an append-only table append-only, for its owner too.

Raises `VS901`.$md$;

revoke all on function commerce_private.tg_refuse_change() from public;
