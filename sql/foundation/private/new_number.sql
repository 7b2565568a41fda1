create or replace function commerce_private.new_number(
    format text
)
returns text
language sql
volatile
set search_path = pg_catalog, pg_temp
as $$
with random as (
    -- 20 characters from 32 random bytes: no setting asks for more than 20 X.
    select sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())) as bytes
)
select string_agg(
    case
        when part.letter = 'X'
            then substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', 1 + (get_byte(random.bytes, (part.at % 32)::integer) & 31), 1)
        else part.letter
    end,
    '' order by part.at
)
from random, regexp_split_to_table(new_number.format, '') with ordinality as part (letter, at);
$$;

comment on function commerce_private.new_number(text) is
$md$A human number by format: every `X` becomes a random character of Crockford's base 32.

Random, because a counter would make every organization one hot row; the unique key of the table
decides, and its caller draws again on a conflict. Formats have at most 32 characters.$md$;

revoke all on function commerce_private.new_number(text) from public;
