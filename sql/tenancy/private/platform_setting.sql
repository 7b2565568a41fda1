create or replace function commerce_private.platform_setting(
    key text
)
returns jsonb
language sql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
select coalesce(own.value, definition.default_value)
from commerce.setting_definitions as definition
left join commerce.platform_settings as own on own.key = definition.key
where definition.key = platform_setting.key and definition.scope = 'platform';
$$;

comment on function commerce_private.platform_setting(text) is
$md$What the platform has set, else the default; null when there is no such setting.$md$;

revoke all on function commerce_private.platform_setting(text) from public;
