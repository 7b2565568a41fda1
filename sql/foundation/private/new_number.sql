create or replace function commerce_private.new_number(
    format text
)
returns text
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    -- Letters of base 64, two of them for each letter of Crockford's base 32, and no more than are needed:
    -- translating all 43 would cost as much as writing the order.
    v_random text := translate(
        left(
            encode(sha256(uuid_send(gen_random_uuid())), 'base64'),
            length(format) - length(replace(format, 'X', ''))
        ),
        'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/',
        '0123456789ABCDEFGHJKMNPQRSTVWXYZ0123456789ABCDEFGHJKMNPQRSTVWXYZ'
    );
    v_number text := format;
    v_at integer := strpos(format, 'X');
    v_run integer;
begin
    -- Run by run: a number has two or three of them.
    while v_at > 0 loop
        v_run := length(substr(format, v_at)) - length(ltrim(substr(format, v_at), 'X'));
        v_number := overlay(v_number placing left(v_random, v_run) from v_at);
        v_random := substr(v_random, v_run + 1);
        v_at := coalesce(nullif(strpos(substr(format, v_at + v_run), 'X'), 0) + v_at + v_run - 1, 0);
    end loop;
    return v_number;
end;
$$;

comment on function commerce_private.new_number(text) is
$md$A human number by format: every `X` becomes a random character of Crockford's base 32.

Random, because a counter would make every organization one hot row; the unique key of the table
decides, and its caller draws again on a conflict. Formats have at most 32 characters.$md$;

revoke all on function commerce_private.new_number(text) from public;
