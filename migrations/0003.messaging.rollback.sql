-- Drop the message tables with everything queued in them.
delete from commerce_meta.tables where room = 'messaging';
drop type commerce.claimed_notification;
drop table commerce.events;
drop table commerce.notification_deliveries;
drop table commerce.notification_queue;
drop table commerce.notification_templates;
drop table commerce.notification_template_defaults;
drop domain commerce.message_status;
drop domain commerce.message_channel;
