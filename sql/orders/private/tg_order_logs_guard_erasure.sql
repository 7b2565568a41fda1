create or replace function commerce_private.tg_order_logs_guard_erasure()
returns trigger
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    if new.data is null then
        -- With the data goes what would let them be guessed.
        new.salt := null;
    end if;
    if (new.data is not null and new.data is distinct from old.data)
        or (new.salt is not null and new.salt is distinct from old.salt)
        or to_jsonb(new) - '{data,salt}'::text[] <> to_jsonb(old) - '{data,salt}'::text[] then
        raise exception using
            errcode = 'VS901',
            message = 'the log of an order is append-only',
            detail = jsonb_build_object('order_id', old.order_id, 'place', old.place),
            hint = 'Append an entry that corrects the earlier one; only data can be cleared.';
    end if;
    return new;
end;
$$;

comment on function commerce_private.tg_order_logs_guard_erasure() is
$md$Keep the log of an order append-only, for its owner too; only data can be cleared, and their salt goes with them.

Raises `VS901`.$md$;

revoke all on function commerce_private.tg_order_logs_guard_erasure() from public;
