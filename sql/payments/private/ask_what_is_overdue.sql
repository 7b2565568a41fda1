create or replace function commerce_private.ask_what_is_overdue(
    max_rows integer
)
returns integer
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_before timestamptz := commerce_private.clock() - interval '1 hour';
    v_rows integer;
begin
    insert into commerce.gateway_commands
        (organization_id, gateway, gateway_account_id, kind, payment_id, refund_id, not_before)
    select
        payment.organization_id, payment.gateway, payment.gateway_account_id, 'verify', payment.id,
        subject.refund_id, commerce_private.clock()
    from (
        (
            select waiting.organization_id, waiting.id as payment_id, null::uuid as refund_id, waiting.updated_at
            from commerce.payments as waiting
            where waiting.status = 'processing' and waiting.updated_at <= v_before
            order by waiting.updated_at
            limit ask_what_is_overdue.max_rows
        )
        union all
        (
            select waiting.organization_id, waiting.payment_id, waiting.id, waiting.updated_at
            from commerce.refunds as waiting
            where waiting.status in ('submitted', 'pending')
                and waiting.updated_at <= v_before
                and waiting.gateway_reference is not null
            order by waiting.updated_at
            limit ask_what_is_overdue.max_rows
        )
    ) as subject
    join commerce.payments as payment
        on payment.organization_id = subject.organization_id and payment.id = subject.payment_id
    where commerce_private.is_online(payment.gateway)
        and not exists (
            select
            from commerce.gateway_commands as command
            where command.organization_id = subject.organization_id
                and command.payment_id = subject.payment_id
                and command.refund_id is not distinct from subject.refund_id
                and command.kind = 'verify'
                and (command.not_before > v_before or command.status in ('queued', 'sending'))
        )
    order by subject.updated_at
    limit ask_what_is_overdue.max_rows;
    get diagnostics v_rows = row_count;
    return v_rows;
end;
$$;

comment on function commerce_private.ask_what_is_overdue(integer) is
$md$Queue questions, one an hour each, about payments and refunds that a gateway has been working on for an hour.

Returns how many. Takes no locks but those of its own rows: the answer is applied like any news.$md$;

revoke all on function commerce_private.ask_what_is_overdue(integer) from public;
