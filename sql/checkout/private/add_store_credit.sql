create or replace function commerce_private.add_store_credit(
    organization_id uuid,
    customer_id uuid,
    amount_minor bigint,
    currency text,
    debit_account text,
    reason text = null,
    actor_user_id uuid = null
)
returns uuid
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_id uuid := commerce_private.open_store_credit(organization_id, customer_id, currency);
    v_free_minor bigint;
begin
    select value.balance_minor - value.held_minor
    into v_free_minor
    from commerce.stored_values as value
    where value.organization_id = add_store_credit.organization_id and value.id = v_id;
    if v_free_minor + amount_minor < 0 then
        perform commerce_private.refuse_value('amount_minor', 'used_up');
    end if;
    perform commerce_private.change_value(
        organization_id, v_id, 'grant', amount_minor, reason => add_store_credit.reason,
        actor_user_id => add_store_credit.actor_user_id);
    perform commerce_private.post_ledger(
        organization_id,
        case when amount_minor > 0 then debit_account else 'store_credit' end,
        case when amount_minor > 0 then 'store_credit' else debit_account end,
        abs(amount_minor), currency);
    return v_id;
end;
$$;

comment on function commerce_private.add_store_credit(uuid, uuid, bigint, text, text, text, uuid) is
$md$Give a customer credit, or take some back (negative), in the books against `debit_account`; returns its id.

`goodwill` for what is given away, `receivable` for what the customer had paid: a return. Locks: the credit.

Raises `VC301` (`used_up`) when less is left than is to be taken back.$md$;

revoke all on function commerce_private.add_store_credit(uuid, uuid, bigint, text, text, text, uuid) from public;
