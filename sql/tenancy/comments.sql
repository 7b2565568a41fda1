-- What the tables and columns of tenancy mean.

comment on table commerce.currencies is 'Currencies of ISO 4217, and how many decimals their minor units stand for.';
comment on column commerce.currencies.code is 'ISO 4217 code.';
comment on column commerce.currencies.name is 'English name.';
comment on column commerce.currencies.exponent is 'Decimals: 2 means that 100 minor units are one.';
comment on column commerce.currencies.created_at is 'When the row was made.';

comment on table commerce.organizations is 'The businesses that share this database; every tenant row belongs to one.';
comment on column commerce.organizations.id is 'Key, a uuid of version 7.';
comment on column commerce.organizations.name is 'What it is called.';
comment on column commerce.organizations.slug is 'Its name in addresses and headers, unique.';
comment on column commerce.organizations.timezone is 'IANA zone of its calendar days.';
comment on column commerce.organizations.currency is 'ISO 4217 code its money is counted in.';
comment on column commerce.organizations.status is
'`active` or `suspended`: then every call is refused with VT303.';
comment on column commerce.organizations.is_published is 'Whether visitors may select it.';
comment on column commerce.organizations.created_at is 'When the row was made.';
comment on column commerce.organizations.updated_at is 'When the row was last changed.';

comment on table commerce_private.organization_secrets is 'The seed of the hold tokens of an organization: a token is a keyed digest, stored nowhere.';

comment on table commerce_private.directory is 'Finds an organization from what the outside knows: a slug, a gateway account, a domain.';

comment on table commerce.members is 'Who works for an organization, and how far their role reaches.';
comment on column commerce.members.organization_id is 'The organization the row belongs to.';
comment on column commerce.members.user_id is 'The user, as the identity provider knows them.';
comment on column commerce.members.role is '`owner` > `admin` > `manager` > `staff`.';
comment on column commerce.members.email is 'Where messages for the staff go.';
comment on column commerce.members.created_at is 'When the row was made.';
comment on column commerce.members.updated_at is 'When the row was last changed.';

comment on table commerce_private.organization_users is 'Users who are customers here, and may select the organization though it is not published.';

comment on table commerce_private.identities is 'Subjects of an identity provider that are no uuid, and the user each one is.';

comment on table commerce_private.reader_bindings is 'The one organization whose rows a reporting login may read.';

comment on table commerce.setting_definitions is 'Every setting there is: type, default, bounds, meaning.';
comment on column commerce.setting_definitions.key is 'Name of the setting.';
comment on column commerce.setting_definitions.scope is
'Who sets it: `organization` or `platform`.';
comment on column commerce.setting_definitions.value_type is
'`integer`, `boolean`, `text`, `option`, `object` or `text_list`.';
comment on column commerce.setting_definitions.default_value is 'What holds when nothing is set.';
comment on column commerce.setting_definitions.minimum is 'The least an integer may be.';
comment on column commerce.setting_definitions.maximum is 'The most an integer may be.';
comment on column commerce.setting_definitions.options is 'The texts an option may be.';
comment on column commerce.setting_definitions.description is 'What it does, in one sentence.';
comment on column commerce.setting_definitions.created_at is 'When the row was made.';

comment on table commerce.settings is 'What organizations have set; all else has its default.';
comment on column commerce.settings.organization_id is 'The organization the row belongs to.';
comment on column commerce.settings.key is 'Name of the setting.';
comment on column commerce.settings.value is 'The value, checked against the definition.';
comment on column commerce.settings.created_at is 'When the row was made.';
comment on column commerce.settings.updated_at is 'When the row was last changed.';

comment on table commerce.platform_settings is 'What the platform has set for all organizations.';
comment on column commerce.platform_settings.key is 'Name of the setting.';
comment on column commerce.platform_settings.value is 'The value, checked against the definition.';
comment on column commerce.platform_settings.created_at is 'When the row was made.';
comment on column commerce.platform_settings.updated_at is 'When the row was last changed.';

comment on table commerce.audit_log is 'Every command of a member or of the platform: who, what, on which subject. Append-only; ids and names of columns, never values.';
comment on column commerce.audit_log.organization_id is 'The organization the row belongs to.';
comment on column commerce.audit_log.id is 'Key, a uuid of version 7.';
comment on column commerce.audit_log.at is 'When it happened.';
comment on column commerce.audit_log.actor_user_id is 'The user who did it.';
comment on column commerce.audit_log.actor_role is 'Their member role then, or `platform`.';
comment on column commerce.audit_log.function_name is 'The function called.';
comment on column commerce.audit_log.subject_id is 'Id of what it was about.';
comment on column commerce.audit_log.changed_keys is 'Names of what changed.';
comment on column commerce.audit_log.created_at is 'When the row was made.';

comment on table commerce_private.counters is 'Numbers that grow by one for each organization.';

comment on table commerce_private.idempotency_keys is 'Keys of requests already carried out, and the row each one stands for.';

comment on table commerce_private.access_tokens is 'The keys of guests: whoever shows one may read and pay that one order, or fill that one cart.';

comment on table commerce_private.rate_limits is 'How often a subject did something in its present window.';
