create or replace function commerce_private.purge_idempotency_keys(
    before timestamptz,
    max_rows integer
)
returns integer
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_purged integer;
begin
    with old as (
        select claimed.organization_id, claimed.function_name, claimed.key
        from commerce_private.idempotency_keys as claimed
        where claimed.created_at < before
            -- Whoever repeats an order or a payment gets the first one, however late.
            and claimed.function_name not in ('confirm_offline_payment', 'create_booking_series')
        order by claimed.created_at
        limit max_rows
        for update skip locked
    )
    delete from commerce_private.idempotency_keys as claimed
    using old
    where claimed.organization_id = old.organization_id
        and claimed.function_name = old.function_name
        and claimed.key = old.key;
    get diagnostics v_purged = row_count;
    return v_purged;
end;
$$;

comment on function commerce_private.purge_idempotency_keys(timestamptz, integer) is
$md$Forget keys claimed before an instant, of all organizations; answers how many. Those of orders and payments stay.$md$;

revoke all on function commerce_private.purge_idempotency_keys(timestamptz, integer) from public;
