-- The clockwork belongs to the operator of the database, not to an organization.
grant select on commerce.sweep_schedules, commerce.sweep_runs to commerce_platform, commerce_worker;
drop policy if exists sweep_schedules_operators on commerce.sweep_schedules;
create policy sweep_schedules_operators on commerce.sweep_schedules for select
to commerce_platform, commerce_worker
using (true);
drop policy if exists sweep_runs_operators on commerce.sweep_runs;
create policy sweep_runs_operators on commerce.sweep_runs for select
to commerce_platform, commerce_worker
using (true);
