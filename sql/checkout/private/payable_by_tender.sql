create or replace function commerce_private.payable_by_tender(
    total_minor bigint,
    lines commerce_private.priced_line[]
)
returns bigint
language sql
immutable
set search_path = pg_catalog, pg_temp
as $$
select payable_by_tender.total_minor - coalesce(sum(line.total_minor) filter (where line.kind = 'gift_card'), 0)::bigint
from unnest(payable_by_tender.lines) as line;
$$;

comment on function commerce_private.payable_by_tender(bigint, commerce_private.priced_line[]) is
$md$What of a total gift cards and credit may pay: all but the gift cards in it.$md$;

revoke all on function commerce_private.payable_by_tender(bigint, commerce_private.priced_line[]) from public;
