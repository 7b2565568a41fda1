create or replace function commerce.set_notification_template(
    template text,
    channel text,
    locale text,
    subject text,
    body_text text,
    body_html text = null
)
returns commerce.notification_templates
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('manager');
begin
    if set_notification_template.template is null or set_notification_template.template !~ '^[a-z][a-z0-9_]{0,49}$' then
        perform commerce_private.refuse_message('template', 'malformed');
    elsif set_notification_template.channel is null
        or set_notification_template.channel not in ('email', 'sms', 'webhook', 'staff') then
        perform commerce_private.refuse_message('channel', 'unknown');
    elsif set_notification_template.locale is null
        or set_notification_template.locale !~ '^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*$' then
        perform commerce_private.refuse_message('locale', 'malformed');
    elsif set_notification_template.body_text is null then
        delete from commerce.notification_templates as own
        where own.organization_id = v_caller.organization_id
            and own.template = set_notification_template.template
            and own.channel = set_notification_template.channel
            and own.locale = set_notification_template.locale;
    elsif length(set_notification_template.body_text) not between 1 and 50000 then
        perform commerce_private.refuse_message('body_text', 'length');
    elsif set_notification_template.subject is null
        or length(set_notification_template.subject) not between 1 and 500
        or set_notification_template.subject ~ E'[\r\n]' then
        perform commerce_private.refuse_message('subject', 'length_or_line_break');
    elsif length(set_notification_template.body_html) > 200000 then
        perform commerce_private.refuse_message('body_html', 'length');
    else
        insert into commerce.notification_templates
            (organization_id, template, channel, locale, subject, body_text, body_html)
        values (
            v_caller.organization_id, set_notification_template.template, set_notification_template.channel,
            set_notification_template.locale, set_notification_template.subject, set_notification_template.body_text,
            set_notification_template.body_html
        )
        on conflict on constraint notification_templates_pkey do update
        set subject = excluded.subject, body_text = excluded.body_text, body_html = excluded.body_html;
    end if;
    perform commerce_private.audit(
        v_caller, 'set_notification_template', set_notification_template.template, '{subject,body_text,body_html}'
    );
    return commerce_private.effective_template(
        v_caller.organization_id, set_notification_template.template, set_notification_template.channel,
        set_notification_template.locale
    );
end;
$$;

comment on function commerce.set_notification_template(text, text, text, text, text, text) is
$md$Say a message in the organization's own words; the template that holds from now on comes back.

Subject and bodies are Jinja2 templates over `data`. A null `body_text` takes the organization's own
template away, and the shipped one holds again. For managers and trusted backends.

Raises `VM101` bad input (argument, reason).$md$;

revoke all on function commerce.set_notification_template(text, text, text, text, text, text) from public;
grant execute on function commerce.set_notification_template(text, text, text, text, text, text)
to commerce_user, commerce_service;
