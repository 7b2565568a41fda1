create or replace function commerce_private.open_store_credit(
    organization_id uuid,
    customer_id uuid,
    currency text
)
returns uuid
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_id uuid;
    v_now timestamptz := commerce_private.clock();
begin
    insert into commerce.stored_values (organization_id, kind, customer_id, currency, created_at, updated_at)
    values (
        open_store_credit.organization_id, 'store_credit', open_store_credit.customer_id, open_store_credit.currency,
        v_now, v_now
    )
    on conflict do nothing;
    select value.id
    into v_id
    from commerce.stored_values as value
    where value.organization_id = open_store_credit.organization_id
        and value.customer_id = open_store_credit.customer_id
        and value.currency = open_store_credit.currency
        and value.status = 'active'
    for no key update;
    return v_id;
end;
$$;

comment on function commerce_private.open_store_credit(uuid, uuid, text) is
$md$The credit of a customer in a currency, made when there is none yet, and locked.$md$;

revoke all on function commerce_private.open_store_credit(uuid, uuid, text) from public;
