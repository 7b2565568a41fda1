create or replace function commerce_private.effective_template(
    organization_id uuid,
    template text,
    channel text,
    locale text
)
returns commerce.notification_templates
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
with candidate as (
    select own.template, own.channel, own.locale, own.subject, own.body_text, own.body_html, true as is_own
    from commerce.notification_templates as own
    where own.organization_id = effective_template.organization_id
        and own.template = effective_template.template
        and own.channel = effective_template.channel
    union all
    select shipped.template, shipped.channel, shipped.locale, shipped.subject, shipped.body_text,
        shipped.body_html, false
    from commerce.notification_template_defaults as shipped
    where shipped.template = effective_template.template and shipped.channel = effective_template.channel
)
select
    effective_template.organization_id, candidate.template, candidate.channel, candidate.locale,
    candidate.subject, candidate.body_text, candidate.body_html, null::timestamptz, null::timestamptz
from candidate
-- The language first (de-AT, de, the shop's, English), then the organization's own words.
order by
    case
        when lower(candidate.locale) = lower(effective_template.locale) then 0
        when lower(candidate.locale) = split_part(replace(lower(effective_template.locale), '_', '-'), '-', 1) then 1
        when lower(candidate.locale)
            = lower(commerce_private.setting(effective_template.organization_id, 'locale') #>> '{}') then 2
        when lower(candidate.locale) = 'en' then 3
        else 4
    end,
    candidate.is_own desc,
    candidate.locale
limit 1;
$$;

comment on function commerce_private.effective_template(uuid, text, text, text) is
$md$The template by which a message is written: in the wanted language, the organization's own before the shipped one.$md$;

revoke all on function commerce_private.effective_template(uuid, text, text, text) from public;
