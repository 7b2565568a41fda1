create or replace function commerce.expire_gateway_sessions(
    max_rows integer = 500
)
returns integer
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_rows integer;
begin
    perform commerce_private.require('worker');
    perform commerce_private.check_max_rows(max_rows);
    with due as materialized (
        select payment.organization_id, payment.id, payment.gateway, payment.gateway_account_id
        from commerce.payments as payment
        where payment.status in ('requires_action', 'unknown')
            and payment.expires_at <= commerce_private.clock()
        order by payment.expires_at
        limit expire_gateway_sessions.max_rows
        for no key update skip locked
    ),
    asked as (
        insert into commerce.gateway_commands
            (organization_id, gateway, gateway_account_id, kind, payment_id, not_before)
        select
            due.organization_id, due.gateway, due.gateway_account_id, 'expire_session', due.id,
            commerce_private.clock()
        from due
        where commerce_private.is_online(due.gateway)
            and not exists (
                select
                from commerce.gateway_commands as command
                where command.organization_id = due.organization_id
                    and command.payment_id = due.id
                    and command.kind = 'expire_session'
                    and command.status in ('queued', 'sending', 'done')
            )
        returning 1
    ),
    ended as (
        update commerce.payments as payment
        set status = 'expired', next_action = null
        from due
        where payment.organization_id = due.organization_id
            and payment.id = due.id
            and not commerce_private.is_online(due.gateway)
        returning 1
    )
    select (select count(*) from asked) + (select count(*) from ended)
    into v_rows;
    return v_rows;
end;
$$;

comment on function commerce.expire_gateway_sessions(integer) is
$md$Close the ways to pay whose time is over, at most `max_rows`; returns how many. A sweep, for the worker.

A gateway's page is closed by command, since it may live longer than the stock and times that wait for it;
instructions of other payments simply end. Raises `VT302`, `VS101`.$md$;

revoke all on function commerce.expire_gateway_sessions(integer) from public;
grant execute on function commerce.expire_gateway_sessions(integer) to commerce_worker;
