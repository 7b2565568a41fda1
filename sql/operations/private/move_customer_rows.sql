create or replace function commerce_private.move_customer_rows(
    organization_id uuid,
    keep_id uuid,
    drop_id uuid
)
returns bigint
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_schema name;
    v_table name;
    v_column name;
    v_rows bigint;
    v_all bigint := 0;
begin
    -- Orders first, then what hangs on them: every table with a key to customers, the tables to come too.
    for v_schema, v_table, v_column in
        select space.nspname, part.relname, part_column.attname
        from pg_catalog.pg_constraint as key
        join pg_catalog.pg_class as part on part.oid = key.conrelid
        join pg_catalog.pg_namespace as space on space.oid = part.relnamespace
        join pg_catalog.pg_attribute as part_column
            on part_column.attrelid = key.conrelid and part_column.attnum = key.conkey[2]
        where key.contype = 'f' and key.confrelid = 'commerce.customers'::regclass
        order by
            array_position(
                array['orders', 'bookings', 'slot_reservations', 'stored_values', 'entitlements', 'subscriptions'],
                part.relname::text
            ) nulls last,
            part.relname
    loop
        execute format(
            'update %I.%I as part set %I = $1 where part.organization_id = $2 and part.%I = $3',
            v_schema, v_table, v_column, v_column)
        using keep_id, organization_id, drop_id;
        get diagnostics v_rows = row_count;
        v_all := v_all + v_rows;
    end loop;
    return v_all;
end;
$$;

comment on function commerce_private.move_customer_rows(uuid, uuid, uuid) is
$md$Give all that belongs to one customer to another, whichever tables there are; returns how many rows.

Locks: orders, bookings, reservations, credit, entitlements, subscriptions, then the other tables by name.$md$;

revoke all on function commerce_private.move_customer_rows(uuid, uuid, uuid) from public;
