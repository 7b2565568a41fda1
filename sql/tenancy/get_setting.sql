create or replace function commerce.get_setting(
    key text
)
returns jsonb
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller;
    v_scope text;
begin
    select definition.scope
    into v_scope
    from commerce.setting_definitions as definition
    where definition.key = get_setting.key;
    if v_scope = 'platform' and commerce_private.caller_role() in ('commerce_platform', 'commerce_owner') then
        return commerce_private.platform_setting(get_setting.key);
    end if;
    v_caller := commerce_private.require('staff');
    if v_scope is null then
        perform commerce_private.refuse_setting(get_setting.key, 'unknown_key');
    elsif v_scope = 'platform' then
        return commerce_private.platform_setting(get_setting.key);
    end if;
    return commerce_private.setting(v_caller.organization_id, get_setting.key);
end;
$$;

comment on function commerce.get_setting(text) is
$md$The value of a setting: what was set, else the default.

For members and trusted backends, in the organization in context; settings of the platform for
`commerce_platform` too. The view `commerce.settings_effective` lists them all.

Raises `VS101` unknown key, `VT301` no organization in context, `VT302` this caller may not.$md$;

revoke all on function commerce.get_setting(text) from public;
grant execute on function commerce.get_setting(text) to commerce_user, commerce_service, commerce_platform;
