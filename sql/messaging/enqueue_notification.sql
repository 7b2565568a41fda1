create or replace function commerce.enqueue_notification(
    channel text,
    template text,
    recipient text,
    data jsonb = '{}',
    not_before timestamptz = null,
    order_id uuid = null,
    booking_id uuid = null,
    dedupe_key text = null,
    locale text = null,
    idempotency_key text = null
)
returns commerce.notification_queue
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('manager');
    v_message commerce.notification_queue;
    v_id uuid := commerce_private.new_id();
    v_claimed_id uuid;
    v_recipient text := btrim(enqueue_notification.recipient);
    v_data jsonb := coalesce(enqueue_notification.data, '{}');
begin
    if enqueue_notification.channel is null
        or enqueue_notification.channel not in ('email', 'sms', 'webhook', 'staff') then
        perform commerce_private.refuse_message('channel', 'unknown');
    elsif v_recipient is null
        or (enqueue_notification.channel = 'sms' and v_recipient !~ '^[+][1-9][0-9]{6,14}$')
        or (enqueue_notification.channel = 'webhook' and (v_recipient !~ '^https://[^[:space:]]+$' or length(v_recipient) > 2000))
        or (enqueue_notification.channel in ('email', 'staff') and not commerce_private.is_email(v_recipient)) then
        perform commerce_private.refuse_message('recipient', 'malformed');
    elsif jsonb_typeof(v_data) <> 'object' or length(v_data::text) > 100000 then
        perform commerce_private.refuse_message('data', 'not_an_object_or_too_long');
    elsif length(enqueue_notification.dedupe_key) not between 1 and 255 then
        perform commerce_private.refuse_message('dedupe_key', 'length');
    elsif enqueue_notification.locale !~ '^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*$' then
        perform commerce_private.refuse_message('locale', 'malformed');
    elsif not isfinite(enqueue_notification.not_before) then
        perform commerce_private.refuse_message('not_before', 'not_a_time');
    elsif (commerce_private.effective_template(
        v_caller.organization_id, enqueue_notification.template, enqueue_notification.channel,
        enqueue_notification.locale)).template is null then
        perform commerce_private.refuse_message('template', 'unknown');
    end if;
    perform commerce_private.refuse_card_number(v_data::text);

    v_claimed_id := commerce_private.claim_key(
        v_caller, 'enqueue_notification', enqueue_notification.idempotency_key,
        jsonb_build_array(
            enqueue_notification.channel, enqueue_notification.template, v_recipient, v_data,
            enqueue_notification.not_before, enqueue_notification.order_id, enqueue_notification.booking_id,
            enqueue_notification.dedupe_key, enqueue_notification.locale
        ),
        v_id
    );
    if v_claimed_id = v_id then
        insert into commerce.notification_queue
            (organization_id, id, channel, template, recipient, locale, data, not_before, dedupe_key, order_id,
             booking_id)
        values (
            v_caller.organization_id, v_id, enqueue_notification.channel, enqueue_notification.template, v_recipient,
            enqueue_notification.locale, v_data,
            coalesce(enqueue_notification.not_before, commerce_private.clock()), enqueue_notification.dedupe_key,
            enqueue_notification.order_id, enqueue_notification.booking_id
        )
        on conflict on constraint notification_queue_dedupe_key do nothing
        returning * into v_message;
        if found then
            perform commerce_private.audit(v_caller, 'enqueue_notification', v_id::text);
            return v_message;
        end if;
    end if;
    select *
    into v_message
    from commerce.notification_queue as message
    where message.organization_id = v_caller.organization_id
        and (message.id = v_claimed_id or message.dedupe_key = enqueue_notification.dedupe_key)
    order by message.id = v_claimed_id desc
    limit 1;
    return v_message;
end;
$$;

comment on function commerce.enqueue_notification(
    text, text, text, jsonb, timestamptz, uuid, uuid, text, text, text
) is
$md$Queue a message; it is sent soon after the transaction commits, or after `not_before`.

* `channel`: `email` and `staff` want an e-mail address as recipient, `sms` a number in E.164,
  `webhook` an https address.
* `template`: one that ships or that the organization has; `data` is what it may speak of.
* `dedupe_key`: a second message with the same key is not queued; the first one comes back.

For managers and trusted backends.

Raises `VM101` bad input (argument, reason), `VT101` what looks like a card number, `VO402`
idempotency key reused.$md$;

revoke all on function commerce.enqueue_notification(
    text, text, text, jsonb, timestamptz, uuid, uuid, text, text, text
) from public;
grant execute on function commerce.enqueue_notification(
    text, text, text, jsonb, timestamptz, uuid, uuid, text, text, text
) to commerce_user, commerce_service;
