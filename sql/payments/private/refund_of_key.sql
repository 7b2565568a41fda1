create or replace function commerce_private.refund_of_key(
    organization_id uuid,
    idempotency_key text,
    fingerprint bytea
)
returns commerce.refunds
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_refund commerce.refunds;
begin
    if idempotency_key is null then
        return null;
    end if;
    select refund.*
    into v_refund
    from commerce.refunds as refund
    where refund.organization_id = refund_of_key.organization_id
        and refund.idempotency_key = refund_of_key.idempotency_key;
    if v_refund.fingerprint <> refund_of_key.fingerprint then
        perform commerce_private.refuse_key('issue_refund');
    end if;
    return v_refund;
end;
$$;

comment on function commerce_private.refund_of_key(uuid, text, bytea) is
$md$The refund that an idempotency key stands for, or null when it is free. Raises `VO402`.$md$;

revoke all on function commerce_private.refund_of_key(uuid, text, bytea) from public;
