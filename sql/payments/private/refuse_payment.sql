create or replace function commerce_private.refuse_payment(
    payment_id uuid
)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    raise exception using
        errcode = 'VP201',
        message = 'payment not found',
        detail = jsonb_build_object('payment_id', payment_id),
        hint = 'Send the id of a payment of this organization.';
end;
$$;

comment on function commerce_private.refuse_payment(uuid) is
$md$Say that there is no such payment. Raises `VP201`, always.$md$;

revoke all on function commerce_private.refuse_payment(uuid) from public;
