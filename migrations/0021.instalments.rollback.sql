-- Take the sweep of instalments away.
delete from commerce.sweep_schedules where name = 'remind_balances';
drop index commerce.payment_schedules_step_idx;
create index payment_schedules_due_idx on commerce.payment_schedules (due_at) where status <> 'paid';
alter table commerce.payment_schedules drop column next_step_at;
