create or replace function commerce_private.gift_card_code(
    organization_id uuid,
    stored_value_id uuid
)
returns text
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
select concat_ws('-', substr(word.letters, 1, 4), substr(word.letters, 5, 4), substr(word.letters, 9, 4),
    substr(word.letters, 13, 4))
from (
    -- 16 letters of base 64, two of them for each letter of Crockford's base 32: 80 bits.
    select translate(
        left(encode(
            sha256(secret.token_secret || convert_to('gift card', 'UTF8') || uuid_send(gift_card_code.stored_value_id)),
            'base64'
        ), 16),
        'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/',
        '0123456789ABCDEFGHJKMNPQRSTVWXYZ0123456789ABCDEFGHJKMNPQRSTVWXYZ'
    ) as letters
    from commerce_private.organization_secrets as secret
    where secret.organization_id = gift_card_code.organization_id
) as word;
$$;

comment on function commerce_private.gift_card_code(uuid, uuid) is
$md$The code of a gift card, such as `7K2M-9QXD-04TB-ZR5A`: a keyed digest of its id, so that none is stored and a retry
is given the same one.$md$;

revoke all on function commerce_private.gift_card_code(uuid, uuid) from public;
