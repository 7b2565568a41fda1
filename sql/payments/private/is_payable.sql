create or replace function commerce_private.is_payable(
    purchase commerce.orders
)
returns boolean
language sql
immutable
parallel safe
-- What gift card and credit hold is not due; what was refunded does not become due again.
return (purchase).status not in ('cancelled', 'refunded', 'partially_refunded', 'disputed', 'archived')
    and (purchase).payment_status <> 'refunded'
    and least((purchase).total_minor - (purchase).paid_minor, (purchase).due_minor) > 0;

comment on function commerce_private.is_payable(commerce.orders) is
$md$Is something of an order left to be paid, and can it be? Not once it is cancelled, refunded, disputed or archived.$md$;

revoke all on function commerce_private.is_payable(commerce.orders) from public;
