create or replace trigger gateway_accounts_50_touch
before update on commerce.gateway_accounts
for each row execute function commerce_private.tg_touch_updated_at();

-- Without a condition, which every statement would parse: nearly all that set a status change it.
create or replace trigger payments_10_guard_status
before update of status on commerce.payments
for each row execute function commerce_private.tg_payments_guard_status();

create or replace trigger payments_50_touch
before update on commerce.payments
for each row execute function commerce_private.tg_touch_updated_at();

create or replace trigger refunds_10_guard_status
before update of status on commerce.refunds
for each row when (old.status is distinct from new.status)
execute function commerce_private.tg_refunds_guard_status();

create or replace trigger refunds_50_touch
before update on commerce.refunds
for each row execute function commerce_private.tg_touch_updated_at();

create or replace trigger disputes_10_guard_status
before update of status on commerce.disputes
for each row when (old.status is distinct from new.status)
execute function commerce_private.tg_disputes_guard_status();

create or replace trigger disputes_50_touch
before update on commerce.disputes
for each row execute function commerce_private.tg_touch_updated_at();

-- Orders that are paid at once, which most are, pay nothing for it.
create or replace trigger orders_50_derive_schedule
after insert on commerce.orders
for each row when (new.balance_due_at is not null and new.total_minor > 0)
execute function commerce_private.tg_orders_derive_schedule();

create or replace trigger orders_50_adjust_schedule
after update of total_minor on commerce.orders
for each row when (new.total_minor <> old.total_minor and new.balance_due_at is not null)
execute function commerce_private.tg_orders_derive_schedule();

create or replace trigger payment_schedules_50_touch
before update on commerce.payment_schedules
for each row execute function commerce_private.tg_touch_updated_at();

create or replace trigger gateway_commands_50_touch
before update on commerce.gateway_commands
for each row execute function commerce_private.tg_touch_updated_at();

-- An event that took effect at once, which most do, is never changed.
create or replace trigger webhook_events_50_touch
before update on commerce.webhook_events
for each row execute function commerce_private.tg_touch_updated_at();

create or replace trigger tenders_10_refuse_change
before update or delete on commerce.tenders
for each row execute function commerce_private.tg_refuse_change();

create or replace trigger ledger_entries_10_refuse_change
before update or delete on commerce.ledger_entries
for each row execute function commerce_private.tg_refuse_change();

create or replace trigger ledger_entries_10_refuse_truncate
before truncate on commerce.ledger_entries
for each statement execute function commerce_private.tg_refuse_change();

-- At the end of the statement that posts, once for all its legs, and where an error block of ours can
-- still keep the event that caused it.
create or replace trigger ledger_entries_90_check_balance
after insert on commerce.ledger_entries
referencing new table as posted
for each statement execute function commerce_private.tg_ledger_entries_check_balance();
