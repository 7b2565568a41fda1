create or replace function commerce_private.refuse_payment_input(
    argument text,
    reason text,
    hint text
)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    raise exception using
        errcode = 'VP101',
        message = 'bad payment input',
        detail = jsonb_build_object('argument', argument, 'reason', reason),
        hint = refuse_payment_input.hint;
end;
$$;

comment on function commerce_private.refuse_payment_input(text, text, text) is
$md$Turn an argument away. Raises `VP101`, always.$md$;

revoke all on function commerce_private.refuse_payment_input(text, text, text) from public;
