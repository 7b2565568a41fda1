create or replace function commerce_private.member_rank(
    role text
)
returns integer
language sql
immutable
parallel safe
return array_position(array['staff', 'manager', 'admin', 'owner'], role);

comment on function commerce_private.member_rank(text) is
$md$How far a member role reaches: staff 1, manager 2, admin 3, owner 4; null for anything else.$md$;

revoke all on function commerce_private.member_rank(text) from public;
