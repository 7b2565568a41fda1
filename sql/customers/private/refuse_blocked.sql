create or replace function commerce_private.refuse_blocked(
    customer commerce.customers
)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    if customer.status = 'blocked' then
        raise exception using
            errcode = 'VU301',
            message = 'the customer is blocked',
            detail = jsonb_build_object('reason', 'blocked'),
            hint = 'A manager can lift it with commerce.unblock_customer.';
    end if;
end;
$$;

comment on function commerce_private.refuse_blocked(commerce.customers) is
$md$Turn a blocked customer away: no hold, booking or order.

Raises `VU301`.$md$;

revoke all on function commerce_private.refuse_blocked(commerce.customers) from public;
