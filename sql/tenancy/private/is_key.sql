create or replace function commerce_private.is_key(
    key text,
    role text
)
returns boolean
language sql
immutable
parallel safe
return length(key) between case when role = 'commerce_anon' then 22 else 1 end and 255;

comment on function commerce_private.is_key(text, text) is
$md$Can this be an idempotency key of a caller in that role? Null when there is none.$md$;

revoke all on function commerce_private.is_key(text, text) from public;
