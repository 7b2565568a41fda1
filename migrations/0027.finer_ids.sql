-- depends: 0010.operations
-- Let ids that one millisecond sees made ascend too, before PostgreSQL 18: microseconds follow, as there.
-- Locks:    none that anybody waits for (a function).
-- Backfill: none; older ids keep their order.
-- Reverse:  ids of one millisecond stand in any order again.
set local lock_timeout = '5s';

do $do$
begin
    if current_setting('server_version_num')::integer < 180000 then
        execute $sql$
            create or replace function commerce_private.new_id()
            returns uuid
            language sql
            volatile
            parallel safe
            -- Milliseconds and 4096ths of one in hexadecimal, the version between them, and the random half.
            return (
                overlay(
                    lpad(to_hex((date_part('epoch', clock_timestamp()) * 4096000)::bigint), 15, '0')
                    placing '7' from 13 for 0
                ) || substr(gen_random_uuid()::text, 20)
            )::uuid
        $sql$;
    end if;
end;
$do$;
