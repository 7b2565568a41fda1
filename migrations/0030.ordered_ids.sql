-- depends: 0010.operations
-- Before PostgreSQL 18: let ids made within one millisecond be in order too, as the built-in function does.
-- Locks:    none that anybody waits for (one function is replaced).
-- Backfill: none; ids keep their form.
-- Reverse:  puts the former function back.
set local lock_timeout = '5s';

do $do$
begin
    if current_setting('server_version_num')::integer < 180000 then
        -- 48 bits of milliseconds, the version, 12 bits of fractions of a millisecond, and 62 random bits.
        execute $sql$
            create or replace function commerce_private.new_id()
            returns uuid
            language sql
            volatile
            parallel safe
            return (
                overlay(
                    lpad(to_hex((extract(epoch from clock_timestamp()) * 4096000)::bigint), 15, '0')
                    placing '7' from 13 for 0
                )
                || right(gen_random_uuid()::text, 17)
            )::uuid
        $sql$;
    end if;
end;
$do$;
