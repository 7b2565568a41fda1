create or replace function commerce.explain_payment(
    payment_id uuid
)
returns setof commerce.payment_explanation
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('manager');
    v_payment commerce.payments;
begin
    select payment.*
    into v_payment
    from commerce.payments as payment
    where payment.organization_id = v_caller.organization_id and payment.id = explain_payment.payment_id;
    if v_payment.id is null then
        perform commerce_private.refuse_payment(payment_id);
    end if;
    return query
    select step.at, step.what, step.why, step.next_step, step.who
    from commerce_private.payment_steps(v_payment) as step
    order by step.at nulls last, step.place;
end;
$$;

comment on function commerce.explain_payment(uuid) is
$md$Tell the story of a payment in words: what happened when, why, what comes next and who has to do it.

One row a step, the oldest first: the attempt, what the gateway was asked and answered, the money, refunds and
disputes. The last row, without `at`, says how it stands. `who` is `customer`, `gateway`, `relay`, `members`, or null
when nobody has to do anything. For managers and trusted backends.

Raises `VP201`, `VT302`.$md$;

revoke all on function commerce.explain_payment(uuid) from public;
grant execute on function commerce.explain_payment(uuid) to commerce_user, commerce_service;
