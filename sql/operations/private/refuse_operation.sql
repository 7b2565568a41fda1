create or replace function commerce_private.refuse_operation(
    argument text,
    reason text
)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    raise exception using
        errcode = 'VS101',
        message = 'bad sweep or check',
        detail = jsonb_build_object('argument', refuse_operation.argument, 'reason', refuse_operation.reason),
        hint = 'The detail names the argument; the comment of the function says what it may be.';
end;
$$;

comment on function commerce_private.refuse_operation(text, text) is
$md$Turn bad input of an operator away, naming the argument.

Raises `VS101`, always.$md$;

revoke all on function commerce_private.refuse_operation(text, text) from public;
