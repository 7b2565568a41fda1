create or replace function commerce_private.new_token()
returns uuid
language sql
volatile
parallel safe
return encode(
    -- The bytes that say version and variant come from the random beginning of another one.
    overlay(
        uuid_send(gen_random_uuid()) placing substring(uuid_send(gen_random_uuid()) from 1 for 3) from 7),
    'hex'
)::uuid;

comment on function commerce_private.new_token() is
$md$128 random bits in the shape of a uuid: no version, no time in it, nothing to guess from.

A uuid of version 4 has 122; another one lends what is missing.$md$;

revoke all on function commerce_private.new_token() from public;
