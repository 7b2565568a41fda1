create or replace view commerce.settings_effective
with (security_invoker = true)
as
select
    definition.key,
    definition.scope,
    coalesce(own.value, platform.value, definition.default_value) as value,
    definition.default_value,
    own.value is null and platform.value is null as is_default,
    definition.value_type,
    definition.minimum,
    definition.maximum,
    definition.options,
    definition.description
from commerce.setting_definitions as definition
left join commerce.settings as own
    on own.organization_id = (select commerce_private.current_organization_id())
    and own.key = definition.key
left join commerce.platform_settings as platform on platform.key = definition.key;

comment on view commerce.settings_effective is
$md$Every setting as it holds for the organization in context: its value, whether that is the default, its type and meaning.

For members, trusted backends, readers and the platform. Changed with `commerce.set_setting`.$md$;
comment on column commerce.settings_effective.key is 'Name of the setting.';
comment on column commerce.settings_effective.scope is 'Who sets it: `organization` or `platform`.';
comment on column commerce.settings_effective.value is 'The value that holds.';
comment on column commerce.settings_effective.default_value is 'The value that holds when nothing is set.';
comment on column commerce.settings_effective.is_default is 'Whether nothing was set.';
comment on column commerce.settings_effective.value_type is '`integer`, `boolean`, `text`, `option`, `object` or `text_list`.';
comment on column commerce.settings_effective.minimum is 'The least an integer may be.';
comment on column commerce.settings_effective.maximum is 'The most an integer may be.';
comment on column commerce.settings_effective.options is 'The texts an option may be.';
comment on column commerce.settings_effective.description is 'What it does, in one sentence.';

revoke all on commerce.settings_effective from public;
grant select on commerce.settings_effective
to commerce_user, commerce_service, commerce_reader, commerce_platform;
