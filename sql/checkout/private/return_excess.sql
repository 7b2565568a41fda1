create or replace function commerce_private.return_excess(
    organization_id uuid,
    payment_id uuid,
    amount_minor bigint,
    reason text
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_amount_minor bigint
        := least(amount_minor, commerce_private.left_to_refund(organization_id, payment_id));
begin
    if v_amount_minor > 0 then
        perform commerce_private.request_refund(organization_id, payment_id, v_amount_minor, reason);
    end if;
end;
$$;

comment on function commerce_private.return_excess(uuid, uuid, bigint, text) is
$md$Send money back that the order needs no more, as far as nobody else has. The caller holds the order.$md$;

revoke all on function commerce_private.return_excess(uuid, uuid, bigint, text) from public;
