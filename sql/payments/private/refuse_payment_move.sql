create or replace function commerce_private.refuse_payment_move(
    payment commerce.payments,
    wanted text
)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    raise exception using
        errcode = 'VP403',
        message = 'this payment cannot go there from its status',
        detail = jsonb_build_object('payment_id', payment.id, 'from_status', payment.status, 'command', wanted),
        hint = 'Only an authorised payment is captured or voided, and only one of both.';
end;
$$;

comment on function commerce_private.refuse_payment_move(commerce.payments, text) is
$md$Say that a payment cannot be captured or voided now. Raises `VP403`, always.$md$;

revoke all on function commerce_private.refuse_payment_move(commerce.payments, text) from public;
