create or replace function commerce.reconcile_payments(
    gateway text,
    rows jsonb,
    from_at timestamptz = null,
    to_at timestamptz = null
)
returns setof commerce.reconciled_payment
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('manager');
    v_from_at timestamptz := from_at;
    v_to_at timestamptz := to_at;
begin
    perform commerce_private.check_reconciliation(gateway, rows, from_at, to_at);
    if from_at is null and to_at is null then
        select
            min(commerce_private.effect_time(given.line, 'occurred_at')),
            max(commerce_private.effect_time(given.line, 'occurred_at'))
        into v_from_at, v_to_at
        from jsonb_array_elements(rows) as given (line);
    end if;
    return query
    select compared.kind, compared.payment_id, compared.gateway_reference, compared.detail
    from commerce_private.compare_payments(
        v_caller.organization_id, gateway, rows, v_from_at, v_to_at) as compared;
end;
$$;

comment on function commerce.reconcile_payments(text, jsonb, timestamptz, timestamptz) is
$md$Compare our payments at a gateway with the gateway's own list. Nothing differs: no rows.

`rows` is a list of `{"gateway_reference" or "reference" (ours), "amount_minor", "currency", "status", "fee_minor",
"refunded_minor", "occurred_at"}`; `status` defaults to `succeeded`, what is left out is not compared. Payments of
ours that the list lacks are looked for between `from_at` and `to_at`, by default the span of `occurred_at`.

`kind` of each difference: `missing_here` (they have it, we do not), `missing_there` (we have it, they do not),
`amount_differs` (or the currency), `status_differs`, `fee_differs`, `refund_differs`. `detail` holds `ours` and
`theirs`, amounts in minor units. Changes nothing: what is missing here is asked for with `verify_payment`, or its
event replayed. For managers and trusted backends.

Raises `VP101` bad gateway, rows (row) or times, `VT101` card number, `VT302`.$md$;

revoke all on function commerce.reconcile_payments(text, jsonb, timestamptz, timestamptz) from public;
grant execute on function commerce.reconcile_payments(text, jsonb, timestamptz, timestamptz)
to commerce_user, commerce_service;
