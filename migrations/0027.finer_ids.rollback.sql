-- Make ids by the millisecond again, before PostgreSQL 18.
do $do$
begin
    if current_setting('server_version_num')::integer < 180000 then
        execute $sql$
            create or replace function commerce_private.new_id()
            returns uuid
            language sql
            volatile
            parallel safe
            return encode(
                set_bit(set_bit(
                    overlay(
                        uuid_send(gen_random_uuid())
                        placing substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3)
                        from 1 for 6
                    ),
                    52, 1), 53, 1),
                'hex')::uuid
        $sql$;
    end if;
end;
$do$;
