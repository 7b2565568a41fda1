-- Drop the tenancy tables with everything in them.
delete from commerce_meta.tables where room = 'tenancy';
drop type commerce_private.caller;
drop table commerce_private.rate_limits;
drop table commerce_private.access_tokens;
drop table commerce_private.idempotency_keys;
drop table commerce_private.counters;
drop table commerce.audit_log;
drop table commerce.platform_settings;
drop table commerce.settings;
drop table commerce.setting_definitions;
drop table commerce_private.reader_bindings;
drop table commerce_private.identities;
drop table commerce_private.organization_users;
drop table commerce.members;
drop table commerce_private.directory;
drop table commerce_private.organization_secrets;
drop table commerce.organizations;
drop table commerce.currencies;
