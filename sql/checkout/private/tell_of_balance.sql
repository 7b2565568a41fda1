create or replace function commerce_private.tell_of_balance(
    purchase commerce.orders,
    part commerce.payment_schedules,
    template text
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_data jsonb;
begin
    select jsonb_build_object(
        'order_id', purchase.id,
        'order_number', purchase.order_number,
        'first_name', customer.first_name,
        'amount_minor', part.amount_minor,
        'amount', commerce_private.money_text(part.amount_minor, purchase.currency),
        'currency', purchase.currency,
        'sequence', part.sequence,
        'due_on', to_char(part.due_at at time zone organization.timezone, 'YYYY-MM-DD'),
        'reference', purchase.order_number,
        'reason', template
    )
    into v_data
    from commerce.organizations as organization
    left join commerce.customers as customer
        on customer.organization_id = purchase.organization_id and customer.id = purchase.customer_id
    where organization.id = purchase.organization_id;
    perform commerce_private.queue_notification(
        organization_id => purchase.organization_id,
        channel => 'email',
        template => tell_of_balance.template,
        recipient => purchase.email,
        data => v_data,
        order_id => purchase.id,
        dedupe_key => template || ':' || part.id
    );
    if template = 'balance_overdue' then
        perform commerce_private.tell_members(
            organization_id => purchase.organization_id,
            template => 'payment_attention',
            data => v_data,
            order_id => purchase.id,
            dedupe_key => template || ':' || part.id
        );
    end if;
end;
$$;

comment on function commerce_private.tell_of_balance(commerce.orders, commerce.payment_schedules, text) is
$md$Tell the customer of an instalment, once: `balance_due` before, `balance_overdue` after it was due; the members hear of the latter.$md$;

revoke all on function commerce_private.tell_of_balance(commerce.orders, commerce.payment_schedules, text) from public;
