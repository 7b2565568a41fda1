-- Drop disputes, schedules, payouts and statements.
delete from commerce.notification_template_defaults where template in ('balance_due', 'balance_overdue');
delete from commerce.sweep_schedules where name = 'remind_balances';
delete from commerce.settings where key in ('balance_reminder_days', 'overdue_grace_hours');
delete from commerce.setting_definitions where key in ('balance_reminder_days', 'overdue_grace_hours');
-- What the books hold stays in the books.
delete from commerce.ledger_accounts as account
where account.code in (
    'clearing_stripe', 'clearing_paystack', 'clearing_flutterwave', 'clearing_bank_transfer',
    'clearing_cash_on_delivery', 'clearing_manual', 'bank', 'disputes', 'dispute_losses', 'cash_differences',
    'gift_cards', 'store_credit')
    and not exists (select from commerce.ledger_entries as entry where entry.account_code = account.code);
insert into commerce.ledger_accounts (code, kind, description)
values ('clearing', 'asset', 'Money that gateways and couriers hold for the organization.')
on conflict do nothing;
delete from commerce_meta.tables
where table_name in (
    'commerce.payouts', 'commerce.disputes', 'commerce.payment_schedules', 'commerce.bank_statement_rows');
drop type commerce.payment_explanation;
drop type commerce.imported_row;
drop type commerce.reconciled_payment;
drop table commerce.bank_statement_rows;
drop table commerce.payment_schedules;
drop table commerce.disputes;
alter table commerce.payments drop constraint payments_payout_fkey;
alter table commerce.payments drop column payout_id, drop column is_manual_capture;
drop table commerce.payouts;
