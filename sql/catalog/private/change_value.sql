create or replace function commerce_private.change_value(
    organization_id uuid,
    stored_value_id uuid,
    kind text,
    amount_minor bigint,
    payment_id uuid = null,
    refund_id uuid = null,
    reason text = null,
    actor_user_id uuid = null
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_now timestamptz;
begin
    -- What is redeemed was held before.
    update commerce.stored_values as value
    set balance_minor = value.balance_minor + change_value.amount_minor,
        held_minor = value.held_minor + case when change_value.kind = 'redeem' then change_value.amount_minor else 0 end
    where value.organization_id = change_value.organization_id and value.id = change_value.stored_value_id;
    v_now := commerce_private.clock();
    insert into commerce.stored_value_entries
        (organization_id, stored_value_id, kind, amount_minor, payment_id, refund_id, reason, actor_user_id, at,
         created_at)
    values (
        change_value.organization_id, change_value.stored_value_id, change_value.kind, change_value.amount_minor,
        change_value.payment_id, change_value.refund_id, change_value.reason, change_value.actor_user_id, v_now, v_now
    );
    -- Money that goes back to a card which has run out meanwhile is worth something for a while.
    if kind = 'refund' then
        update commerce.stored_values as value
        set expires_at = v_now + interval '90 days'
        where value.organization_id = change_value.organization_id
            and value.id = change_value.stored_value_id
            and value.expires_at < v_now + interval '90 days';
    end if;
end;
$$;

comment on function commerce_private.change_value(uuid, uuid, text, bigint, uuid, uuid, text, uuid) is
$md$Change the balance of a gift card or credit, with the entry that proves it. `redeem` spends what was held.

A refund lets a card live another 90 days at least. The caller posts to the ledger. Locks: the card or credit.$md$;

revoke all on function commerce_private.change_value(uuid, uuid, text, bigint, uuid, uuid, text, uuid) from public;
