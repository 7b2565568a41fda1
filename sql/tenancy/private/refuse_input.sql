create or replace function commerce_private.refuse_input(
    argument text,
    reason text,
    code text = 'VT101'
)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    raise exception using
        errcode = refuse_input.code,
        message = 'bad input',
        detail = jsonb_build_object('argument', refuse_input.argument, 'reason', refuse_input.reason),
        hint = 'The detail names the argument; the comment of the function says what it may be.';
end;
$$;

comment on function commerce_private.refuse_input(text, text, text) is
$md$Turn bad input away, naming the argument and the reason, never the value.

Raises `VT101`, or the `code` of another room, always.$md$;

revoke all on function commerce_private.refuse_input(text, text, text) from public;
