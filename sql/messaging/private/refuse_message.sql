create or replace function commerce_private.refuse_message(
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
        errcode = 'VM101',
        message = 'bad message or template',
        detail = jsonb_build_object('argument', refuse_message.argument, 'reason', refuse_message.reason),
        hint = 'The detail names the argument; the comment of the function says what it may be.';
end;
$$;

comment on function commerce_private.refuse_message(text, text) is
$md$Turn bad input about a message away, naming the argument and not its value.

Raises `VM101`, always.$md$;

revoke all on function commerce_private.refuse_message(text, text) from public;
