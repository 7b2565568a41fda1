create or replace function commerce_private.hold_token(
    organization_id uuid,
    reservation_id uuid
)
returns uuid
language sql
stable
parallel safe
return (
    select encode(
        substring(sha256(secret.token_secret || uuid_send(hold_token.reservation_id)) from 1 for 16),
        'hex'
    )::uuid
    from commerce_private.organization_secrets as secret
    where secret.organization_id = hold_token.organization_id
);

comment on function commerce_private.hold_token(uuid, uuid) is
$md$The token of a hold: a keyed digest of its id, so that none is stored and a retry is given the same one.

Half of a SHA-256 over a secret of fixed length and an id of fixed length: knowing ids and tokens
tells nothing about other tokens.$md$;

revoke all on function commerce_private.hold_token(uuid, uuid) from public;
