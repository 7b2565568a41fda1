create or replace function commerce_private.import_line(
    caller commerce_private.caller,
    gateway text,
    row_key text,
    line jsonb,
    order_id uuid
)
returns commerce.imported_row
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_known commerce.bank_statement_rows;
    v_payment commerce.payments;
    v_order_id uuid := order_id;
    v_amount_minor bigint := (line ->> 'amount_minor')::bigint;
    v_currency text := upper(line ->> 'currency');
    v_fingerprint bytea := sha256(convert_to(line::text, 'UTF8'));
    v_reference text := left(nullif(btrim(line ->> 'reference'), ''), 200);
begin
    select known.*
    into v_known
    from commerce.bank_statement_rows as known
    where known.organization_id = caller.organization_id
        and known.gateway = import_line.gateway
        and known.row_key = import_line.row_key;
    if v_known.payment_id is not null then
        if v_known.fingerprint <> v_fingerprint then
            perform commerce_private.refuse_key('import_bank_statement');
        end if;
        select payment.*
        into v_payment
        from commerce.payments as payment
        where payment.organization_id = caller.organization_id and payment.id = v_known.payment_id;
        return row (row_key, 'duplicate', v_payment.id, v_payment.order_id)::commerce.imported_row;
    end if;
    if not exists (
        select
        from commerce.orders as ord
        where ord.organization_id = caller.organization_id and ord.id = v_order_id and ord.currency = v_currency
    ) then
        v_order_id := null;
    end if;
    v_payment := commerce_private.offline_payment(
        caller, v_order_id, gateway, v_amount_minor, v_currency, v_reference);
    perform commerce_private.keep_evidence(
        caller.organization_id, v_payment.id, line, commerce_private.statement_time(line ->> 'received_at'));
    if commerce_private.needs_second_member(caller, v_payment) then
        v_payment := commerce_private.await_second_member(caller, v_payment.id);
    else
        perform commerce_private.settle_payment(
            caller.organization_id, v_payment.id, v_amount_minor, v_currency);
        select payment.*
        into v_payment
        from commerce.payments as payment
        where payment.organization_id = caller.organization_id and payment.id = v_payment.id;
    end if;
    insert into commerce.bank_statement_rows
        (organization_id, gateway, row_key, fingerprint, outcome, payment_id)
    values (
        caller.organization_id, import_line.gateway, import_line.row_key, v_fingerprint,
        case
            when v_payment.status <> 'succeeded' then 'approval'
            when v_payment.is_in_suspense then 'suspense'
            else 'matched'
        end,
        v_payment.id
    )
    returning * into v_known;
    return row (row_key, v_known.outcome, v_payment.id, v_payment.order_id)::commerce.imported_row;
end;
$$;

comment on function commerce_private.import_line(commerce_private.caller, text, text, jsonb, uuid) is
$md$Take the money of one line of a statement over, unless it was before. The caller holds the import and the order.

Raises `VO402` when its key stood for another line.$md$;

revoke all on function commerce_private.import_line(commerce_private.caller, text, text, jsonb, uuid) from public;
