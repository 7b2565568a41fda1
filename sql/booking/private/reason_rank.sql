create or replace function commerce_private.reason_rank(
    reason text
)
returns integer
language sql
immutable
parallel safe
return array_position(
    array['taken', 'not_a_start_time', 'time_off', 'closed', 'outside_hours', 'min_notice', 'max_advance',
          'staff_unavailable', 'service_inactive'],
    reason
);

comment on function commerce_private.reason_rank(text) is
$md$How far a reason is from a yes; of several people's reasons the nearest is told.$md$;

revoke all on function commerce_private.reason_rank(text) from public;
