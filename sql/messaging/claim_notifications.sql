create or replace function commerce.claim_notifications(
    channel text,
    max_rows integer = 20,
    lease interval = '2 minutes'
)
returns setof commerce.claimed_notification
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_now timestamptz := commerce_private.clock();
begin
    perform commerce_private.require('worker');
    if claim_notifications.channel is null or claim_notifications.channel not in ('email', 'sms', 'webhook', 'staff') then
        perform commerce_private.refuse_message('channel', 'unknown');
    elsif max_rows is null or max_rows not between 1 and 1000 then
        perform commerce_private.refuse_message('max_rows', 'out_of_bounds');
    elsif lease is null or lease <= interval '0' or lease > interval '1 day' then
        perform commerce_private.refuse_message('lease', 'out_of_bounds');
    end if;
    return query
    with due as (
        select message.organization_id, message.id
        from commerce.notification_queue as message
        where message.channel = claim_notifications.channel
            and message.status in ('queued', 'sending', 'failed')
            and message.not_before <= v_now
            and (message.locked_until is null or message.locked_until <= v_now)
            and exists (
                select
                from commerce.organizations as organization
                where organization.id = message.organization_id and organization.status = 'active'
            )
        order by message.not_before
        limit max_rows
        for no key update of message skip locked
    ),
    decided as (
        select
            due.organization_id,
            due.id,
            -- People are left alone at night; members and programs asked to be told.
            case
                when claim_notifications.channel in ('email', 'sms')
                    then commerce_private.after_quiet_hours(due.organization_id, v_now)
                else v_now
            end as may_go_at
        from due
    ),
    claimed as (
        update commerce.notification_queue as message
        set status = case
                when decided.may_go_at > v_now then message.status
                -- Whoever took it eight times never answered.
                when message.attempts >= 8 then 'dead'
                else 'sending'
            end,
            attempts = message.attempts
                + case when decided.may_go_at > v_now or message.attempts >= 8 then 0 else 1 end,
            not_before = greatest(message.not_before, decided.may_go_at),
            locked_until = case
                when decided.may_go_at <= v_now and message.attempts < 8 then v_now + lease
            end,
            last_error = case when message.attempts >= 8 then 'no worker answered' else message.last_error end
        from decided
        where message.organization_id = decided.organization_id and message.id = decided.id
        returning message.*
    )
    select
        claimed.organization_id, claimed.id, claimed.channel, claimed.template, claimed.recipient,
        template.locale,
        claimed.data || coalesce(secret.secrets, '{}') || jsonb_build_object('organization', jsonb_build_object(
            'name', organization.name,
            'legal_name', commerce_private.setting(organization.id, 'legal_name'),
            'postal_address', commerce_private.setting(organization.id, 'postal_address'),
            'site_url', commerce_private.setting(organization.id, 'site_url'),
            'timezone', organization.timezone,
            'currency', organization.currency
        )),
        claimed.order_id, claimed.booking_id, claimed.attempts, claimed.created_at, claimed.locked_until,
        commerce_private.setting(organization.id, 'email_from') #>> '{}',
        template.subject, template.body_text, template.body_html
    from claimed
    join commerce.organizations as organization on organization.id = claimed.organization_id
    left join commerce_private.message_secrets as secret
        on secret.organization_id = claimed.organization_id and secret.dedupe_key = claimed.dedupe_key
    left join lateral commerce_private.effective_template(
        claimed.organization_id, claimed.template, claimed.channel, claimed.locale
    ) as template on true
    where claimed.status = 'sending' and claimed.locked_until > v_now
    order by claimed.not_before, claimed.id;
end;
$$;

comment on function commerce.claim_notifications(text, integer, interval) is
$md$Take messages that are due, of any organization, for the length of a lease; each with its template.

A worker sends each one and answers with `commerce.settle_notification`; when it dies, another takes
the message after the lease. `id` is stable: it becomes the message id, by which receivers tell a
repeat. `data.organization` says who speaks. A message without a template has null bodies. E-mails and
text messages wait for the end of quiet hours; after eight attempts a message is dead.

For `commerce_worker`.

Raises `VM101` bad input, `VT302` this caller may not.$md$;

revoke all on function commerce.claim_notifications(text, integer, interval) from public;
grant execute on function commerce.claim_notifications(text, integer, interval) to commerce_worker;
