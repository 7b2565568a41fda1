create or replace function commerce_private.tg_payments_guard_status()
returns trigger
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    if commerce_private.payment_rank(new.status) < commerce_private.payment_rank(old.status) then
        raise exception using
            errcode = 'VP403',
            message = 'this payment cannot go there from its status',
            detail = jsonb_build_object(
                'payment_id', new.id, 'from_status', old.status, 'to_status', new.status),
            hint = 'A payment only goes forward; start another one with commerce.start_payment.';
    end if;
    return new;
end;
$$;

comment on function commerce_private.tg_payments_guard_status() is
$md$Refuse to put a payment back, whoever writes. Raises `VP403`.$md$;

revoke all on function commerce_private.tg_payments_guard_status() from public;
