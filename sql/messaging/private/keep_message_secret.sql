create or replace function commerce_private.keep_message_secret(
    organization_id uuid,
    dedupe_key text,
    secrets jsonb
)
returns void
language sql
volatile
set search_path = pg_catalog, pg_temp
as $$
insert into commerce_private.message_secrets (organization_id, dedupe_key, secrets, created_at)
select message.organization_id, message.dedupe_key, keep_message_secret.secrets, commerce_private.clock()
from commerce.notification_queue as message
where message.organization_id = keep_message_secret.organization_id
    and message.dedupe_key = keep_message_secret.dedupe_key
on conflict do nothing;
$$;

comment on function commerce_private.keep_message_secret(uuid, text, jsonb) is
$md$Keep what only the recipient of a queued message may read apart from its data, which members can; the worker gets both.

Nothing when there is no such message.$md$;

revoke all on function commerce_private.keep_message_secret(uuid, text, jsonb) from public;
