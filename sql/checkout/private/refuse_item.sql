create or replace function commerce_private.refuse_item(
    line integer,
    reason text,
    argument text
)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    raise exception using
        errcode = 'VO101',
        message = 'bad order input',
        detail = jsonb_strip_nulls(jsonb_build_object(
            'argument', refuse_item.argument, 'reason', refuse_item.reason, 'line', refuse_item.line)),
        hint = 'The comment of commerce.create_order shows every kind of item and argument.';
end;
$$;

comment on function commerce_private.refuse_item(integer, text, text) is
$md$Refuse malformed input of an order: which argument, why, in which line.

Raises `VO101`, always.$md$;

revoke all on function commerce_private.refuse_item(integer, text, text) from public;
