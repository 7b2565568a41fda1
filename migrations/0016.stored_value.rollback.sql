-- Drop gift cards, store credit, packages, subscriptions and what was paid with them.
delete from commerce_meta.tables
where table_name in (
    'commerce.stored_values', 'commerce_private.gift_card_codes', 'commerce.stored_value_entries', 'commerce.tenders',
    'commerce_private.message_secrets',
    'commerce.entitlements', 'commerce.entitlement_uses', 'commerce.subscriptions', 'commerce.subscription_periods'
);
drop table commerce_private.message_secrets;
drop table commerce.subscription_periods;
drop table commerce.subscriptions;
drop table commerce.entitlement_uses;
drop table commerce.entitlements;
drop table commerce.tenders;
drop table commerce.stored_value_entries;
drop table commerce_private.gift_card_codes;
drop table commerce.stored_values;
drop type commerce_private.tender_offer;
drop type commerce.gift_card_balance;
drop type commerce.issued_gift_card;
delete from commerce.ledger_accounts where code = 'goodwill';
delete from commerce.settings where key = 'subscription_grace_days';
delete from commerce.setting_definitions where key = 'subscription_grace_days';
delete from commerce.sweep_schedules where name = 'renew_subscriptions';
delete from commerce.notification_template_defaults
where template in ('gift_card', 'subscription_renewal', 'subscription_ended', 'subscription_attention');
