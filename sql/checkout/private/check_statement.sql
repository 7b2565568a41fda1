create or replace function commerce_private.check_statement(
    gateway text,
    rows jsonb
)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_bad integer;
begin
    if gateway is null or gateway not in ('bank_transfer', 'manual', 'cash_on_delivery') then
        perform commerce_private.refuse_payment_input(
            'gateway', 'unknown', 'Send bank_transfer, manual or cash_on_delivery.');
    elsif jsonb_typeof(rows) is distinct from 'array' or jsonb_array_length(rows) > 1000 then
        perform commerce_private.refuse_payment_input('rows', 'malformed', 'Send a list of at most 1,000 lines.');
    end if;
    select min(given.place)
    into v_bad
    from jsonb_array_elements(rows) with ordinality as given (line, place)
    where (
        jsonb_typeof(given.line) = 'object'
        and length(given.line ->> 'key') between 1 and 200
        and given.line ->> 'amount_minor' ~ '^[1-9][0-9]{0,14}$'
        and exists (
            select
            from commerce.currencies as known
            where known.code = upper(given.line ->> 'currency')
        )
        and coalesce(length(given.line ->> 'reference'), 0) <= 500
        and coalesce(length(given.line ->> 'payer'), 0) <= 200
        and (
            given.line ->> 'received_at' is null
            or commerce_private.statement_time(given.line ->> 'received_at')
            between '2000-01-01' and commerce_private.clock() + interval '1 day'
        )
    ) is not true;
    if v_bad is not null then
        raise exception using
            errcode = 'VP101',
            message = 'a line of the statement is malformed',
            detail = jsonb_build_object('argument', 'rows', 'reason', 'malformed', 'row', v_bad),
            hint = 'Send {"key", "amount_minor", "currency", "reference", "received_at", "payer"}: a positive amount in minor '
                || 'units, a known currency, an instant with its offset or a date that has been.';
    end if;
    perform commerce_private.refuse_card_number(
        variadic array(
            select given.line ->> field.name
            from jsonb_array_elements(rows) as given (line)
            cross join (values ('key'), ('reference'), ('payer')) as field (name)
        ));
end;
$$;

comment on function commerce_private.check_statement(text, jsonb) is
$md$Check the shape of a bank statement. Raises `VP101` with the place of the first bad line (row), `VT101`.$md$;

revoke all on function commerce_private.check_statement(text, jsonb) from public;
