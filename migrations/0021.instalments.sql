-- depends: 0011.disputes_and_schedules
-- Let a sweep find what is to be done about instalments.
-- Locks:    access exclusive on commerce.payment_schedules, milliseconds (it is empty: nothing wrote it before).
-- Backfill: none.
-- Reverse:  drops the column, and the sweep with its log.
set local lock_timeout = '5s';

-- When there is something to do about it: remind the customer, then find it overdue.
alter table commerce.payment_schedules add column next_step_at timestamptz;
-- squawk-ignore require-concurrent-index-deletion
drop index commerce.payment_schedules_due_idx;
-- squawk-ignore require-concurrent-index-creation
create index payment_schedules_step_idx on commerce.payment_schedules (next_step_at) where next_step_at is not null;

insert into commerce.sweep_schedules (name, every, max_rows)
values ('remind_balances', '5 minutes', 500);
