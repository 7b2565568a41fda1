-- What the tables and columns of messaging mean.

comment on table commerce.notification_template_defaults is 'The templates that ship; rows of `commerce.notification_templates` come first.';
comment on column commerce.notification_template_defaults.template is 'Name of the template.';
comment on column commerce.notification_template_defaults.channel is
'`email`, `sms`, `webhook` or `staff`.';
comment on column commerce.notification_template_defaults.locale is
'Language tag, such as `en` or `de-AT`.';
comment on column commerce.notification_template_defaults.subject is
'Subject line, a Jinja2 template over `data`.';
comment on column commerce.notification_template_defaults.body_text is
'Plain text, a Jinja2 template over `data`.';
comment on column commerce.notification_template_defaults.body_html is
'HTML, a Jinja2 template over `data`; null: text only.';
comment on column commerce.notification_template_defaults.created_at is 'When the row was made.';

comment on table commerce.notification_templates is 'The templates an organization has of its own.';
comment on column commerce.notification_templates.organization_id is
'The organization the row belongs to.';
comment on column commerce.notification_templates.template is 'Name of the template.';
comment on column commerce.notification_templates.channel is
'`email`, `sms`, `webhook` or `staff`.';
comment on column commerce.notification_templates.locale is
'Language tag, such as `en` or `de-AT`.';
comment on column commerce.notification_templates.subject is
'Subject line, a Jinja2 template over `data`.';
comment on column commerce.notification_templates.body_text is
'Plain text, a Jinja2 template over `data`.';
comment on column commerce.notification_templates.body_html is
'HTML, a Jinja2 template over `data`; null: text only.';
comment on column commerce.notification_templates.created_at is 'When the row was made.';
comment on column commerce.notification_templates.updated_at is 'When the row was last changed.';

comment on table commerce.notification_queue is 'What is to be told, to whom, when; queued in the transaction that causes it, sent at least once.';
comment on column commerce.notification_queue.organization_id is
'The organization the row belongs to.';
comment on column commerce.notification_queue.id is
'Key; the stable id of the message, for receivers to tell repeats.';
comment on column commerce.notification_queue.channel is
'`email`, `sms`, `webhook` or `staff` (e-mail to a member).';
comment on column commerce.notification_queue.template is 'Name of the template.';
comment on column commerce.notification_queue.recipient is 'Address, number or URL it goes to.';
comment on column commerce.notification_queue.locale is
'Language wanted; null: that of the organization.';
comment on column commerce.notification_queue.data is 'What the template may speak of.';
comment on column commerce.notification_queue.not_before is 'When it is due.';
comment on column commerce.notification_queue.status is
'`queued`, `sending`, `sent`, `failed` (will be tried again), `dead` (will not) or `cancelled`.';
comment on column commerce.notification_queue.attempts is 'How often it was claimed for sending.';
comment on column commerce.notification_queue.locked_until is
'While `sending`: when another worker may take it over.';
comment on column commerce.notification_queue.dedupe_key is
'A second message with this key is not queued.';
comment on column commerce.notification_queue.order_id is 'The order it is about.';
comment on column commerce.notification_queue.booking_id is 'The booking it is about.';
comment on column commerce.notification_queue.provider_reference is
'What the mail server or provider calls it.';
comment on column commerce.notification_queue.last_error is 'Why the last attempt failed.';
comment on column commerce.notification_queue.created_at is 'When the row was made.';
comment on column commerce.notification_queue.updated_at is 'When the row was last changed.';

comment on table commerce.notification_deliveries is 'Every attempt to send a message, and its outcome.';
comment on column commerce.notification_deliveries.organization_id is
'The organization the row belongs to.';
comment on column commerce.notification_deliveries.id is 'Key, a uuid of version 7.';
comment on column commerce.notification_deliveries.notification_id is 'The message.';
comment on column commerce.notification_deliveries.attempt is 'Number of the attempt, from 1.';
comment on column commerce.notification_deliveries.outcome is
'`sent`, `failed`, `bounced`, `dead` or `cancelled`.';
comment on column commerce.notification_deliveries.provider_reference is
'What the mail server or provider calls it.';
comment on column commerce.notification_deliveries.error is 'Why it failed.';
comment on column commerce.notification_deliveries.at is 'When the outcome was known.';
comment on column commerce.notification_deliveries.created_at is 'When the row was made.';

comment on table commerce.events is 'What happened, for whoever listens: ids and kinds, never personal data.';
comment on column commerce.events.organization_id is 'The organization the row belongs to.';
comment on column commerce.events.id is 'Key, a uuid of version 7: in order of time.';
comment on column commerce.events.kind is 'What happened, such as `order.paid`.';
comment on column commerce.events.subject_id is 'Id of what it happened to.';
comment on column commerce.events.at is 'When it happened.';
comment on column commerce.events.created_at is 'When the row was made.';

comment on table commerce_private.message_secrets is 'What only the recipient of a message may read; gone once it is sent.';
