create or replace function commerce_private.new_token()
returns uuid
language sql
volatile
parallel safe
return encode(
    substring(sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())) from 1 for 16),
    'hex'
)::uuid;

comment on function commerce_private.new_token() is
$md$128 random bits in the shape of a uuid: no version, no time in it, nothing to guess from.

A uuid of version 4 has 122; two of them are folded into one digest.$md$;

revoke all on function commerce_private.new_token() from public;
