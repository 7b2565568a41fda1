begin;
select plan(21);

-- Long before anything the template holds is due.
select commerce.set_clock('2020-01-01 12:00+00');
-- Two sweeps of our own stand in for those of the rooms: one has work, one fails.
reset role;
delete from commerce.sweep_schedules;
insert into commerce.sweep_schedules (name, every, max_rows, next_run_at)
values ('archive_delivered_orders', '1 minute', 2, '-infinity'), ('remind_balances', '1 minute', 10, '-infinity'),
    ('expire_carts', '1 minute', 10, '2020-01-01 12:00:01+00'), ('purge_old_rows', '1 hour', 10, '-infinity'),
    ('no such thing', '1 hour', 10, '-infinity');
create temporary table work (left_over integer);
insert into work values (3);
grant all on work to public;
set local role commerce_owner;
drop function if exists commerce.archive_delivered_orders(integer);
drop function if exists commerce.remind_balances(integer);
drop function if exists commerce.expire_carts(integer);
create function commerce.archive_delivered_orders(max_rows integer) returns integer language plpgsql as $$
declare v_done integer;
begin
    perform commerce_private.require('worker');
    select least(max_rows, left_over) into v_done from pg_temp.work;
    update pg_temp.work set left_over = left_over - v_done;
    return v_done;
end; $$;
create function commerce.remind_balances(max_rows integer) returns integer language plpgsql as $$
begin
    update pg_temp.work set left_over = -1;
    raise exception using errcode = 'VS901', message = 'it went wrong';
end; $$;
create function commerce.expire_carts(max_rows integer) returns integer language sql as 'select 0';

select commerce_test.act_as_role('commerce_worker');
select results_eq($$ select name, rows from commerce.run_due_sweeps() $$, $$ values ('archive_delivered_orders', 2::bigint) $$,
    'a call ends with the first sweep that changed something: its locks are the caller''s');
select results_eq($$ select name, rows from commerce.run_due_sweeps() $$,
    $$ values ('no such thing', 0::bigint), ('purge_old_rows', 0), ('remind_balances', 0), ('archive_delivered_orders', 1) $$,
    'the next one runs what is due; what filled its batch is due again at once');
select results_eq($$ select name, rows from commerce.run_due_sweeps() $$, $$ values (null::text,
    null::bigint) limit 0 $$, 'then nothing is due');
select is((select left_over from work), 0, 'what a failing sweep did is undone');
select results_eq($$ select name, error from commerce.sweep_runs where error is not null order by name $$,
    $$ values ('no such thing', 'VS101 bad sweep or check'), ('remind_balances', 'VS901 it went wrong') $$,
        'its error is written down, and others run');
select results_eq($$ select started_at, row_count from commerce.sweep_runs where name = 'archive_delivered_orders' order by row_count $$,
    $$ values ('2020-01-01 12:00+00'::timestamptz, 1::bigint), ('2020-01-01 12:00+00', 2) $$, 'as is each run');
select results_eq($$ select name from commerce.sweep_schedules where next_run_at = '2020-01-01 12:01+00' order by 1 $$,
    $$ values ('archive_delivered_orders'), ('remind_balances') $$, 'the next run is due after its time, be it well or not');
select commerce.set_clock('2020-01-01 12:00:01+00');
select results_eq($$ select name from commerce.run_due_sweeps() $$, $$ values ('expire_carts') $$, 'what was not due is run when it is');
select commerce.set_clock('2019-12-31 12:00+00');
select set_eq($$ select name from commerce.run_due_sweeps() $$,
    $$ values ('archive_delivered_orders'), ('expire_carts'), ('no such thing'), ('purge_old_rows'), ('remind_balances') $$,
    'a server''s clock that was ahead, and is set right, stops nothing');
select is_empty($$ select from commerce.run_due_sweeps() $$, 'nor runs anything twice');
select commerce_test.force($$ update commerce.sweep_schedules set is_enabled = false $$);
select commerce.set_clock('2021-01-01 12:00+00');
select is_empty($$ select from commerce.run_due_sweeps() $$, 'what is switched off does not run');
select commerce_test.is_refused($$ select commerce.run_due_sweeps(0) $$, 'VS101', 'no time is too little');
select commerce_test.is_refused($$ select commerce.run_due_sweeps(-1) $$, 'VS101', 'less even more so');
select commerce_test.is_refused($$ select commerce.run_due_sweeps(null) $$, 'VS101', 'null is no time');
select commerce_test.is_refused($$ select commerce.run_due_sweeps(100000) $$, 'VS101', 'a day is too long');
select throws_ok($$ update commerce.sweep_schedules set is_enabled = true $$, '42501', null, 'a worker does not change the plan');
select throws_ok($$ select commerce_private.run_sweep('purge_old_rows', 1) $$, '42501', null, 'nor reaches past the door');
reset role;
select throws_ok($$ select commerce_private.run_sweep('suspend_organization', 1) $$, 'VS101', null,
    'which opens for the listed sweeps only');
select throws_ok($$ select commerce_private.run_sweep(null, 1) $$, 'VS101', null, 'and not for null');
select commerce_test.act_as('acme');
select throws_ok($$ select commerce.run_due_sweeps() $$, '42501', null, 'a backend sweeps nothing');
select throws_ok($$ select from commerce.sweep_runs $$, '42501', null, 'nor does it see who does');

select * from finish();
rollback;
