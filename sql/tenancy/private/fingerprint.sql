create or replace function commerce_private.fingerprint(
    caller commerce_private.caller,
    request jsonb
)
returns bytea
language sql
-- Not immutable: jsonb_build_array is not, and a body that does not keep its word is not taken in.
stable
parallel safe
return sha256(convert_to(
    jsonb_build_array((caller).role, (caller).user_id, request)::text,
    'UTF8'
));

comment on function commerce_private.fingerprint(commerce_private.caller, jsonb) is
$md$The digest by which a retried request is told from another one: what was asked, and by whom.

jsonb orders keys and drops repeated ones, so equal requests have equal digests.$md$;

revoke all on function commerce_private.fingerprint(commerce_private.caller, jsonb) from public;
