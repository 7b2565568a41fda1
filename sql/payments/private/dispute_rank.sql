create or replace function commerce_private.dispute_rank(
    status text
)
returns integer
language sql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
return array_position(
    array['warning', 'needs_response', 'under_review', 'closed', 'won', 'lost'],
    status
);

comment on function commerce_private.dispute_rank(text) is
$md$How far a dispute has come. It only ever climbs, so that news end in the same state in whatever order they arrive.$md$;

revoke all on function commerce_private.dispute_rank(text) from public;
