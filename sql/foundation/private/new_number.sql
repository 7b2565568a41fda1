create or replace function commerce_private.new_number(
    format text
)
returns text
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    -- 43 letters of base 64, two of them for each letter of Crockford's base 32.
    v_random text := translate(
        encode(sha256(uuid_send(gen_random_uuid())), 'base64'),
        'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/',
        '0123456789ABCDEFGHJKMNPQRSTVWXYZ0123456789ABCDEFGHJKMNPQRSTVWXYZ'
    );
    v_number text := '';
begin
    for v_at in 1..length(format) loop
        v_number := v_number || substr(case substr(format, v_at, 1) when 'X' then v_random else format end, v_at, 1);
    end loop;
    return v_number;
end;
$$;

comment on function commerce_private.new_number(text) is
$md$A human number by format: every `X` becomes a random character of Crockford's base 32.

Random, because a counter would make every organization one hot row; the unique key of the table
decides, and its caller draws again on a conflict. Formats have at most 32 characters.$md$;

revoke all on function commerce_private.new_number(text) from public;
