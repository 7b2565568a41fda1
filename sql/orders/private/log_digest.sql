create or replace function commerce_private.log_digest(
    salt uuid,
    data jsonb
)
returns bytea
language sql
immutable
strict
parallel safe
return sha256(uuid_send(salt) || convert_to(data::text, 'UTF8'));

comment on function commerce_private.log_digest(uuid, jsonb) is
$md$The digest by which the chain of an order's log knows data that may be cleared: sha256 over salt and data.$md$;

revoke all on function commerce_private.log_digest(uuid, jsonb) from public;
