create or replace function commerce_private.run_sweep(
    name text,
    max_rows integer
)
returns bigint
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_rows bigint;
    -- What members call with arguments of their own goes by another name here.
    v_function text := case when name = 'generate_sessions' then 'generate_due_sessions' else name end;
begin
    -- The one door through which a name becomes a call: this list, and nothing else, is run.
    if run_sweep.name is null or run_sweep.name not in (
        'cleanup_expired_reservations', 'cleanup_expired_inventory_locks', 'cancel_expired_orders',
        'complete_past_bookings', 'decline_unanswered_bookings', 'queue_reminders', 'remind_balances',
        'refresh_customer_segments', 'generate_sessions', 'archive_delivered_orders', 'purge_webhook_bodies',
        'expire_carts', 'ask_unknown_payments', 'expire_gateway_sessions',
        'offer_waitlist', 'renew_subscriptions', 'purge_old_rows'
    ) or to_regprocedure(format('commerce.%I(integer)', v_function)) is null then
        perform commerce_private.refuse_operation('name', 'no_such_sweep');
    end if;
    execute format('select commerce.%I($1)', v_function)
    into v_rows
    using run_sweep.max_rows;
    return coalesce(v_rows, 0);
end;
$$;

comment on function commerce_private.run_sweep(text, integer) is
$md$Run one sweep of a fixed list by its name; answers how many rows it changed.

Raises `VS101` no such sweep, and what the sweep raises.$md$;

revoke all on function commerce_private.run_sweep(text, integer) from public;
