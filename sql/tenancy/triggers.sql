create or replace trigger organizations_50_touch_updated_at
before update on commerce.organizations
for each row
execute function commerce_private.tg_touch_updated_at();

create or replace trigger members_50_touch_updated_at
before update on commerce.members
for each row
execute function commerce_private.tg_touch_updated_at();

create or replace trigger settings_50_touch_updated_at
before update on commerce.settings
for each row
execute function commerce_private.tg_touch_updated_at();

create or replace trigger platform_settings_50_touch_updated_at
before update on commerce.platform_settings
for each row
execute function commerce_private.tg_touch_updated_at();

create or replace trigger audit_log_10_refuse_change
before update or delete on commerce.audit_log
for each row
execute function commerce_private.tg_refuse_change();

-- Whole tables neither: row triggers do not see it.
create or replace trigger audit_log_10_refuse_truncate
before truncate on commerce.audit_log
for each statement execute function commerce_private.tg_refuse_change();
