create or replace function commerce_private.refuse_customer_input(
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
        errcode = 'VU101',
        message = 'bad customer input',
        detail = jsonb_build_object('argument', refuse_customer_input.argument, 'reason', refuse_customer_input.reason),
        hint = 'The detail names the argument; the comment of commerce.upsert_customer says what it may be.';
end;
$$;

comment on function commerce_private.refuse_customer_input(text, text) is
$md$Turn away what cannot stand in a customer's record, naming the argument and not its value.

Raises `VU101`, always.$md$;

revoke all on function commerce_private.refuse_customer_input(text, text) from public;
