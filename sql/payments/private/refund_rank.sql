create or replace function commerce_private.refund_rank(
    status text
)
returns integer
language sql
immutable
parallel safe
return array_position(
    array['requested', 'submitted', 'needs_attention', 'pending', 'succeeded', 'cancelled', 'failed'],
    status
);

comment on function commerce_private.refund_rank(text) is
$md$How far a refund has come. It only ever climbs: one that succeeded may still fail, when the money comes back.$md$;

revoke all on function commerce_private.refund_rank(text) from public;
