create or replace function commerce.set_setting(
    key text,
    value jsonb
)
returns jsonb
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller;
    v_definition commerce.setting_definitions;
    v_value jsonb;
begin
    select *
    into v_definition
    from commerce.setting_definitions as definition
    where definition.key = set_setting.key;
    if v_definition.scope = 'platform' then
        v_caller := commerce_private.require('platform');
    else
        v_caller := commerce_private.require('admin');
    end if;
    if v_definition.key is null then
        perform commerce_private.refuse_setting(set_setting.key, 'unknown_key');
    elsif set_setting.value is not null then
        v_value := commerce_private.check_setting(v_definition, set_setting.value);
    end if;

    if v_definition.scope = 'platform' then
        if v_value is null then
            delete from commerce.platform_settings as own
            where own.key = set_setting.key;
        else
            insert into commerce.platform_settings (key, value)
            values (set_setting.key, v_value)
            on conflict on constraint platform_settings_pkey do update set value = excluded.value;
        end if;
        return commerce_private.platform_setting(set_setting.key);
    end if;
    if v_value is null then
        delete from commerce.settings as own
        where own.organization_id = v_caller.organization_id and own.key = set_setting.key;
    else
        insert into commerce.settings (organization_id, key, value)
        values (v_caller.organization_id, set_setting.key, v_value)
        on conflict on constraint settings_pkey do update set value = excluded.value;
    end if;
    perform commerce_private.audit(v_caller, 'set_setting', set_setting.key, array[set_setting.key]);
    return commerce_private.setting(v_caller.organization_id, set_setting.key);
end;
$$;

comment on function commerce.set_setting(text, jsonb) is
$md$Change a setting; the value that holds from now on comes back.

`value` is checked against the definition: type, bounds, options. A table such as `payment_window` may
name some entries only, the others keep their defaults. SQL null takes the organization's own value
away, and the default holds again; JSON null means "none" where the default is that.

For admins and trusted backends; settings of the platform for `commerce_platform`.

Raises `VS101` unknown key or bad value (key, reason), `VT301` no organization in context, `VT302` this
caller may not.$md$;

revoke all on function commerce.set_setting(text, jsonb) from public;
grant execute on function commerce.set_setting(text, jsonb) to commerce_user, commerce_service, commerce_platform;
