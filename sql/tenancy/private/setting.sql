create or replace function commerce_private.setting(
    organization_id uuid,
    key text
)
returns jsonb
language sql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
select coalesce(own.value, platform.value, definition.default_value)
from commerce.setting_definitions as definition
left join commerce.settings as own
    on own.organization_id = setting.organization_id and own.key = definition.key
left join commerce.platform_settings as platform
    on definition.scope = 'platform' and platform.key = definition.key
where definition.key = setting.key;
$$;

comment on function commerce_private.setting(uuid, text) is
$md$What an organization has set, for settings of the platform what that has set, else the default; null when there is no such setting.$md$;

revoke all on function commerce_private.setting(uuid, text) from public;
