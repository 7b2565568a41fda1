create or replace function commerce_private.tell_members(
    organization_id uuid,
    template text,
    data jsonb,
    order_id uuid = null,
    booking_id uuid = null,
    dedupe_key text = null
)
returns void
language sql
volatile
set search_path = pg_catalog, pg_temp
as $$
insert into commerce.notification_queue
    (organization_id, channel, template, recipient, data, not_before, dedupe_key, order_id, booking_id)
select
    tell_members.organization_id, 'staff', tell_members.template, member.email, coalesce(tell_members.data, '{}'),
    commerce_private.clock(), tell_members.dedupe_key || ':' || member.user_id, tell_members.order_id,
    tell_members.booking_id
from commerce.members as member
where member.organization_id = tell_members.organization_id
    and member.role in ('manager', 'admin', 'owner')
    and member.email is not null
on conflict on constraint notification_queue_dedupe_key do nothing;
$$;

comment on function commerce_private.tell_members(uuid, text, jsonb, uuid, uuid, text) is
$md$Queue a message to each member with role manager and above who left an e-mail address.

A `dedupe_key` counts for each member apart.$md$;

revoke all on function commerce_private.tell_members(uuid, text, jsonb, uuid, uuid, text) from public;
