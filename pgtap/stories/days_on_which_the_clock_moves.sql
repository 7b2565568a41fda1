-- Hours that do not exist, hours that come twice, a night without midnight and one with two, and a day that Samoa skipped.
begin;
select plan(13);

select commerce_test.act_as('acme', 'mona');
create temporary table t as
select v.zone, v.cut, commerce_test.given_staff('Ann', array[cut], is_always_open => false, timezone => v.zone) as ann, v.venue
from (
    select z.zone, z.venue, commerce_test.given_service('Cut', 30, venue_id => z.venue) as cut
    from (select zone, commerce_test.given_venue(zone, zone) as venue
        from (values ('Europe/Berlin'), ('Australia/Lord_Howe'), ('Pacific/Apia'), ('America/Havana')) as of (zone)) as z
) as v;
grant all on t to public;
create function pg_temp.open(zone text, weekday integer, from_time text, to_time text) returns void language sql as $$
    select count(*) from t cross join lateral commerce.set_schedule(jsonb_build_array(jsonb_build_object('weekday', weekday, 'from', from_time, 'to', to_time)), staff_id => t.ann)
    where t.zone = open.zone;
$$;
create function pg_temp.offered(zone text, from_at timestamptz) returns text language sql as $$
    select string_agg(to_char(slot.local_start, 'DD HH24:MI'), ', ' order by slot.starts_at)
    from t cross join lateral commerce.get_available_slots(t.cut, offered.from_at, offered.from_at + interval '3 days') as slot
    where t.zone = offered.zone;
$$;

-- Berlin goes from two to three on Sunday, 2030-03-31.
select commerce.set_clock('2030-03-25 09:00+00');
select pg_temp.open('Europe/Berlin', 7, '02:00', '02:30');
select is(pg_temp.offered('Europe/Berlin', '2030-03-30 12:00+00'), null, 'who works in an hour that does not exist is not there');
select pg_temp.open('Europe/Berlin', 7, '01:00', '02:30');
select is(pg_temp.offered('Europe/Berlin', '2030-03-30 12:00+00'), '31 01:00, 31 01:30', 'who works into it has left before three');
select pg_temp.open('Europe/Berlin', 7, '02:30', '04:00');
select is(pg_temp.offered('Europe/Berlin', '2030-03-30 12:00+00'), '31 03:00, 31 03:30', 'who begins in it begins at three');
select pg_temp.open('Europe/Berlin', 6, '22:00', '04:00');
select is(pg_temp.offered('Europe/Berlin', '2030-03-30 12:00+00'), '30 22:00, 30 22:30, 30 23:00, 30 23:30, 31 00:00, 31 00:30, 31 01:00, 31 01:30, 31 03:00, 31 03:30', 'a night is an hour shorter');
-- And back from three to two on 2030-10-27.
select commerce.set_clock('2030-10-21 09:00+00');
select is(pg_temp.offered('Europe/Berlin', '2030-10-26 12:00+00'), '26 22:00, 26 22:30, 26 23:00, 26 23:30, 27 00:00, 27 00:30, 27 01:00, 27 01:30, 27 02:00, 27 02:30, 27 02:00, 27 02:30, 27 03:00, 27 03:30', 'or longer');
-- Lord Howe goes forward by half an hour, from two to half past, on 2030-10-06.
select commerce.set_clock('2030-10-01 09:00+00');
select pg_temp.open('Australia/Lord_Howe', 7, '01:00', '02:15');
select is(pg_temp.offered('Australia/Lord_Howe', '2030-10-05 10:00+00'), '06 01:00, 06 01:30', 'half an hour may be missing');
-- Samoa had no 2011-12-30, which would have been a Friday.
select commerce.set_clock('2011-12-27 09:00+00');
select pg_temp.open('Pacific/Apia', 5, '09:00', '10:00');
select is(pg_temp.offered('Pacific/Apia', '2011-12-29 00:00+00'), null, 'the hours of a day that does not exist are not those of the next');
select pg_temp.open('Pacific/Apia', 4, '23:00', '01:00');
select is(pg_temp.offered('Pacific/Apia', '2011-12-29 00:00+00'), '29 23:00, 29 23:30', 'nor does the night before reach into it');
select results_eq($$ select d.day, d.free_count from t cross join lateral commerce.get_available_days(cut, '2011-12-30', '2011-12-30') as d where zone = 'Pacific/Apia' $$, $$ values ('2011-12-30'::date, 0) $$, 'nothing is free on it');
-- In Havana, 2030-11-03 has two midnights.
select commerce.set_clock('2030-10-28 09:00+00');
select pg_temp.open('America/Havana', 6, '20:00', '04:00');
select results_eq($$ select d.day, d.free_count from t cross join lateral commerce.get_available_days(cut, '2030-11-02', '2030-11-03') as d where zone = 'America/Havana' $$, $$ values ('2030-11-02'::date, 8), ('2030-11-03', 10) $$, 'a day begins with the first of two midnights');
select results_eq($$ select d.day, d.free_count from t cross join lateral commerce.get_available_days(cut, '2030-11-03', '2030-11-03') as d where zone = 'America/Havana' $$, $$ values ('2030-11-03'::date, 10) $$, 'also when nobody asks for the day before');
create temporary table b as select commerce_test.given_booking(cut, '2030-11-03 04:00+00') as id from t where zone = 'America/Havana';
select is((select count(*) from t cross join lateral commerce.venue_day(venue, '2030-11-03') where zone = 'America/Havana'), 1::bigint, 'who comes after the first comes on that day');
select is((select count(*) from t cross join lateral commerce.venue_day(venue, '2030-11-02') where zone = 'America/Havana'), 0::bigint, 'not on the one before');

select * from finish();
rollback;
