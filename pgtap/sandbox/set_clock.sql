begin;
select plan(5);

select commerce_test.act_as_role('commerce_platform');

select is(commerce.set_clock('2030-01-01 09:00+00'), '2030-01-01 09:00+00'::timestamptz,
    'freezing the clock answers with the frozen time');
select is(commerce_private.clock(), '2030-01-01 09:00+00'::timestamptz, 'the clock stands where it was put');
select pg_sleep(0.01);
select is(commerce_private.clock(), '2030-01-01 09:00+00'::timestamptz, 'and stays there while real time passes');
select is(commerce.set_clock('2030-01-01 10:00+00'), '2030-01-01 10:00+00'::timestamptz, 'it can be put elsewhere');
select ok(commerce.set_clock(null) between now() and clock_timestamp() + interval '1 minute',
    'null sets it free: it shows real time again');

select * from finish();
rollback;
