create or replace function commerce_private.new_number(
    format text
)
returns text
language sql
volatile
set search_path = pg_catalog, pg_temp
as $$
select commerce_private.draw_number(mask.mask, mask.letters)
from commerce_private.number_mask(format) as mask;
$$;

comment on function commerce_private.new_number(text) is
$md$A human number by format: every `X` becomes a random character of Crockford's base 32.$md$;

revoke all on function commerce_private.new_number(text) from public;
