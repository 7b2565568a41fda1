create or replace function commerce_private.await_second_member(
    caller commerce_private.caller,
    payment_id uuid
)
returns commerce.payments
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_payment commerce.payments;
begin
    update commerce.payments as payment
    set next_action = '{"type": "approval"}', actor_user_id = caller.user_id, expires_at = null
    where payment.organization_id = caller.organization_id and payment.id = await_second_member.payment_id
    returning payment.* into v_payment;
    perform commerce_private.tell_of_payment(caller.organization_id, payment_id, 'needs_approval');
    return v_payment;
end;
$$;

comment on function commerce_private.await_second_member(commerce_private.caller, uuid) is
$md$Let a payment wait for the word of another member, however long, and tell them all.$md$;

revoke all on function commerce_private.await_second_member(commerce_private.caller, uuid) from public;
