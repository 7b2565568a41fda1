-- Drop gift cards, store credit and what was paid with them.
delete from commerce_meta.tables
where table_name in (
    'commerce.stored_values', 'commerce_private.gift_card_codes', 'commerce.stored_value_entries', 'commerce.tenders'
);
drop table commerce.tenders;
drop table commerce.stored_value_entries;
drop table commerce_private.gift_card_codes;
drop table commerce.stored_values;
drop type commerce_private.tender_offer;
drop type commerce.gift_card_balance;
drop type commerce.issued_gift_card;
delete from commerce.ledger_accounts where code = 'goodwill';
delete from commerce.notification_template_defaults where template = 'gift_card';
