-- What the tables and columns of operations mean.

comment on table commerce.sweep_schedules is 'Work that recurs, and when it is due next.';
comment on column commerce.sweep_schedules.name is
'Name of the sweep, which is that of its function.';
comment on column commerce.sweep_schedules.every is 'How long after one run the next is due.';
comment on column commerce.sweep_schedules.max_rows is 'The most rows one run takes on.';
comment on column commerce.sweep_schedules.is_enabled is 'Whether it runs at all.';
comment on column commerce.sweep_schedules.next_run_at is 'When it is due.';
comment on column commerce.sweep_schedules.created_at is 'When the row was made.';
comment on column commerce.sweep_schedules.updated_at is 'When the row was last changed.';

comment on table commerce.sweep_runs is 'What each run of a sweep did.';
comment on column commerce.sweep_runs.id is 'Key, a uuid of version 7.';
comment on column commerce.sweep_runs.name is 'The sweep.';
comment on column commerce.sweep_runs.started_at is 'When it began.';
comment on column commerce.sweep_runs.took is 'How long it took.';
comment on column commerce.sweep_runs.row_count is 'How many rows it changed.';
comment on column commerce.sweep_runs.error is 'SQLSTATE and message when it failed.';
comment on column commerce.sweep_runs.created_at is 'When the row was made.';
