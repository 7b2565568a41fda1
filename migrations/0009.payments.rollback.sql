-- Drop the payments with their books.
delete from commerce_meta.tables where room = 'payments';
drop table commerce.ledger_entries;
drop table commerce.ledger_accounts;
drop table commerce.webhook_events;
drop table commerce.gateway_commands;
drop table commerce_private.payment_evidence;
drop table commerce.refund_items;
drop table commerce.refunds;
drop table commerce.payments;
drop function commerce_private.are_payment_amounts(bigint, bigint, bigint, bigint, bigint, text, text);
drop table commerce.gateway_accounts;
drop type commerce.claimed_command;
delete from commerce.notification_template_defaults where template = 'payment_attention';
drop domain commerce.event_effects;
drop domain commerce.event_outcome;
drop domain commerce.payment_status;
drop domain commerce.payment_gateway;
