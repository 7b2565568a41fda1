-- Drop the clockwork with its log.
delete from commerce_meta.tables where room = 'operations';
drop type commerce.onboarding_step;
drop type commerce.integrity_check;
drop type commerce.sweep_result;
drop table commerce.sweep_runs;
drop table commerce.sweep_schedules;
