-- Who reads which rows of tenancy. Nobody writes: functions do.
grant usage on schema commerce
to commerce_anon, commerce_user, commerce_service, commerce_relay, commerce_worker, commerce_reader, commerce_platform;
grant usage on schema commerce_private
to commerce_anon, commerce_user, commerce_service, commerce_relay, commerce_worker, commerce_reader, commerce_platform;

grant select on commerce.currencies
to commerce_anon, commerce_user, commerce_service, commerce_relay, commerce_worker, commerce_reader, commerce_platform;
drop policy if exists currencies_everyone on commerce.currencies;
create policy currencies_everyone on commerce.currencies for select
to commerce_anon, commerce_user, commerce_service, commerce_relay, commerce_worker, commerce_reader, commerce_platform
using (true);

grant select on commerce.organizations
to commerce_anon, commerce_user, commerce_service, commerce_reader, commerce_platform;
drop policy if exists organizations_context on commerce.organizations;
create policy organizations_context on commerce.organizations for select
to commerce_anon, commerce_user, commerce_service, commerce_reader
using (id = (select commerce_private.current_organization_id()));
drop policy if exists organizations_platform on commerce.organizations;
create policy organizations_platform on commerce.organizations for select
to commerce_platform
using (true);

grant select on commerce.members to commerce_user, commerce_service, commerce_reader;
drop policy if exists members_user on commerce.members;
create policy members_user on commerce.members for select
to commerce_user
using (
    organization_id = (select commerce_private.current_organization_id())
    and (
        user_id = (select commerce_private.current_user_id())
        or (select commerce_private.is_member('manager'))
    )
);
drop policy if exists members_trusted on commerce.members;
create policy members_trusted on commerce.members for select
to commerce_service, commerce_reader
using (organization_id = (select commerce_private.current_organization_id()));

grant select on commerce.setting_definitions
to commerce_user, commerce_service, commerce_reader, commerce_platform;
drop policy if exists setting_definitions_user on commerce.setting_definitions;
create policy setting_definitions_user on commerce.setting_definitions for select
to commerce_user
using ((select commerce_private.is_member('staff')));
drop policy if exists setting_definitions_trusted on commerce.setting_definitions;
create policy setting_definitions_trusted on commerce.setting_definitions for select
to commerce_service, commerce_reader, commerce_platform
using (true);

grant select on commerce.settings to commerce_user, commerce_service, commerce_reader, commerce_platform;
drop policy if exists settings_user on commerce.settings;
create policy settings_user on commerce.settings for select
to commerce_user
using (
    organization_id = (select commerce_private.current_organization_id())
    and (select commerce_private.is_member('staff'))
);
drop policy if exists settings_trusted on commerce.settings;
create policy settings_trusted on commerce.settings for select
to commerce_service, commerce_reader, commerce_platform
using (organization_id = (select commerce_private.current_organization_id()));

grant select on commerce.platform_settings to commerce_user, commerce_service, commerce_reader, commerce_platform;
drop policy if exists platform_settings_user on commerce.platform_settings;
create policy platform_settings_user on commerce.platform_settings for select
to commerce_user
using ((select commerce_private.is_member('staff')));
drop policy if exists platform_settings_trusted on commerce.platform_settings;
create policy platform_settings_trusted on commerce.platform_settings for select
to commerce_service, commerce_reader, commerce_platform
using (true);

grant select on commerce.audit_log to commerce_user, commerce_service;
drop policy if exists audit_log_user on commerce.audit_log;
create policy audit_log_user on commerce.audit_log for select
to commerce_user
using (
    organization_id = (select commerce_private.current_organization_id())
    and (select commerce_private.is_member('admin'))
);
drop policy if exists audit_log_service on commerce.audit_log;
create policy audit_log_service on commerce.audit_log for select
to commerce_service
using (organization_id = (select commerce_private.current_organization_id()));
