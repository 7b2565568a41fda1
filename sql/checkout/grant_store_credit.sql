create or replace function commerce.grant_store_credit(
    customer_id uuid,
    amount_minor bigint,
    currency text = null,
    reason text = null,
    idempotency_key text = null
)
returns commerce.stored_values
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('manager');
    v_currency text := commerce_private.check_value(v_caller, amount_minor, currency, reason);
    v_entry_id uuid := commerce_private.new_id();
    v_id uuid;
    v_credit commerce.stored_values;
begin
    -- Without a lock: credit comes before customers.
    if not exists (
        select
        from commerce.customers as customer
        where customer.organization_id = v_caller.organization_id and customer.id = grant_store_credit.customer_id
    ) then
        raise exception using
            errcode = 'VU201',
            message = 'customer not found',
            detail = jsonb_build_object('customer_id', customer_id),
            hint = 'Send the id of a customer of this organization.';
    end if;
    if commerce_private.claim_key(
        v_caller, 'grant_store_credit', idempotency_key,
        jsonb_build_array(customer_id, amount_minor, v_currency, reason), v_entry_id) = v_entry_id then
        v_id := commerce_private.add_store_credit(
            v_caller.organization_id, customer_id, amount_minor, v_currency, 'goodwill', reason, v_caller.user_id);
        perform commerce_private.audit(v_caller, 'grant_store_credit', v_id::text, array['balance_minor']);
    end if;
    select value.*
    into v_credit
    from commerce.stored_values as value
    where value.organization_id = v_caller.organization_id
        and value.customer_id = grant_store_credit.customer_id
        and value.currency = v_currency
        and value.status = 'active';
    return v_credit;
end;
$$;

comment on function commerce.grant_store_credit(uuid, bigint, text, text, text) is
$md$Give a customer credit to spend here, or take some back (a negative amount): the credit as it stands comes back.

`amount_minor` in minor units of `currency`, by default the organization's; `balance_minor` includes what orders
hold (`held_minor`). Orders use it with `use_store_credit`, or so much of it as
`store_credit_minor` says. For managers and trusted backends.

Raises `VU201` unknown customer, `VP101` bad amount, currency or reason, `VC301` (`used_up`) less is left than is
to be taken back, `VO402` key used otherwise, `VT101`, `VT302`.$md$;

revoke all on function commerce.grant_store_credit(uuid, bigint, text, text, text) from public;
grant execute on function commerce.grant_store_credit(uuid, bigint, text, text, text)
to commerce_user, commerce_service;
