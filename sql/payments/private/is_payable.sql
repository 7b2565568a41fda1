create or replace function commerce_private.is_payable(
    purchase commerce.orders
)
returns boolean
language sql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
-- What gift card and credit hold is not due; what was refunded does not become due again.
select (is_payable.purchase).status not in
        ('cancelled', 'refunded', 'partially_refunded', 'disputed', 'archived')
    and (is_payable.purchase).payment_status <> 'refunded'
    and least((is_payable.purchase).total_minor - (is_payable.purchase).paid_minor, (is_payable.purchase).due_minor) > 0;
$$;

comment on function commerce_private.is_payable(commerce.orders) is
$md$Is something of an order left to be paid, and can it be? Not once it is cancelled, refunded, disputed or archived.$md$;

revoke all on function commerce_private.is_payable(commerce.orders) from public;
