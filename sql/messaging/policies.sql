-- Who reads which rows of messaging: managers and trusted backends. Workers claim, they do not read.
grant select on commerce.notification_template_defaults to commerce_user, commerce_service;
drop policy if exists notification_template_defaults_user on commerce.notification_template_defaults;
create policy notification_template_defaults_user on commerce.notification_template_defaults for select
to commerce_user
using ((select commerce_private.is_member('staff')));
drop policy if exists notification_template_defaults_service on commerce.notification_template_defaults;
create policy notification_template_defaults_service on commerce.notification_template_defaults for select
to commerce_service
using (true);

grant select on commerce.notification_templates to commerce_user, commerce_service;
drop policy if exists notification_templates_user on commerce.notification_templates;
create policy notification_templates_user on commerce.notification_templates for select
to commerce_user
using (
    organization_id = (select commerce_private.current_organization_id())
    and (select commerce_private.is_member('staff'))
);
drop policy if exists notification_templates_trusted on commerce.notification_templates;
create policy notification_templates_trusted on commerce.notification_templates for select
to commerce_service
using (organization_id = (select commerce_private.current_organization_id()));

grant select on commerce.notification_queue to commerce_user, commerce_service;
drop policy if exists notification_queue_user on commerce.notification_queue;
create policy notification_queue_user on commerce.notification_queue for select
to commerce_user
using (
    organization_id = (select commerce_private.current_organization_id())
    and (select commerce_private.is_member('manager'))
);
drop policy if exists notification_queue_trusted on commerce.notification_queue;
create policy notification_queue_trusted on commerce.notification_queue for select
to commerce_service
using (organization_id = (select commerce_private.current_organization_id()));

grant select on commerce.notification_deliveries to commerce_user, commerce_service;
drop policy if exists notification_deliveries_user on commerce.notification_deliveries;
create policy notification_deliveries_user on commerce.notification_deliveries for select
to commerce_user
using (
    organization_id = (select commerce_private.current_organization_id())
    and (select commerce_private.is_member('manager'))
);
drop policy if exists notification_deliveries_trusted on commerce.notification_deliveries;
create policy notification_deliveries_trusted on commerce.notification_deliveries for select
to commerce_service
using (organization_id = (select commerce_private.current_organization_id()));

grant select on commerce.events to commerce_user, commerce_service, commerce_reader;
drop policy if exists events_user on commerce.events;
create policy events_user on commerce.events for select
to commerce_user
using (
    organization_id = (select commerce_private.current_organization_id())
    and (select commerce_private.is_member('staff'))
);
drop policy if exists events_trusted on commerce.events;
create policy events_trusted on commerce.events for select
to commerce_service, commerce_reader
using (organization_id = (select commerce_private.current_organization_id()));
