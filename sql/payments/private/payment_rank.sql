create or replace function commerce_private.payment_rank(
    status text
)
returns integer
language sql
immutable
parallel safe
return array_position(
    array[
        'created', 'unknown', 'requires_action', 'processing', 'authorised', 'expired', 'cancelled', 'failed',
        'succeeded'
    ],
    status
);

comment on function commerce_private.payment_rank(text) is
$md$How far a payment has come. It only ever climbs, so that events end in the same state in whatever order they arrive.

A failed attempt may still succeed, since the payer tries again on the same page; nothing undoes success.$md$;

revoke all on function commerce_private.payment_rank(text) from public;
