begin;
select plan(23);

select commerce_test.act_as('acme');
create temporary table t as select commerce_test.given_customer('zoe') as zoe, commerce_test.given_customer('zora') as zora, commerce_test.given_customer('carla') as carla;
grant select on t to public;
select commerce_test.force($$ update commerce.customers set last_name = 'Quist', phone = '+4915112345678', tags = '{regular}', segment = 'vip', total_spent_minor = 9000, last_activity_date = '2038-01-10' where id = (select zoe from t) $$);
create function pg_temp.names(list text) returns text language plpgsql as $$
declare v text;
begin
    execute 'select string_agg(first_name, '' '') from ' || list into v;
    return v;
end;
$$;
select is(pg_temp.names($$ commerce.search_customers('quist') $$), 'Zoe', 'by name');
select is(pg_temp.names($$ commerce.search_customers('zo') $$), 'Zora Zoe', 'by part of it, the newest first');
select is(pg_temp.names($$ commerce.search_customers('ZOE quist') $$), 'Zoe', 'by both names');
select is(pg_temp.names($$ commerce.search_customers(' Zoe@Acme.test ') $$), 'Zoe', 'by address');
select is(pg_temp.names($$ commerce.search_customers('+4915112345678') $$), 'Zoe', 'by phone');
select is((select pg_temp.names(format($$ commerce.search_customers(%L) $$, zoe)) from t), 'Zoe', 'by id');
select is(pg_temp.names($$ commerce.search_customers('zo', segment => 'vip') $$), 'Zoe', 'in a segment');
select is(pg_temp.names($$ commerce.search_customers('zo', tag => 'regular') $$), 'Zoe', 'with a tag');
select is(pg_temp.names($$ commerce.search_customers('zo', min_spent_minor => 9000) $$), 'Zoe', 'who spent as much');
select is(pg_temp.names($$ commerce.search_customers('zo', max_spent_minor => 8999) $$), 'Zora', 'or less');
select is(pg_temp.names($$ commerce.search_customers('zo', active_from => '2038-01-10', active_to => '2038-01-10') $$), 'Zoe', 'who was here then');
select is(pg_temp.names($$ commerce.search_customers('zo', status => 'blocked') $$), null, 'of a status');
select is(pg_temp.names($$ commerce.search_customers('%') $$), null, 'a percent sign is one');
select is((select pg_temp.names(format($$ commerce.search_customers('zo', page_cursor => %L) $$, c.page_cursor)) from commerce.search_customers('zo', page_size => 1) as c), 'Zoe', 'page by page');
select commerce_test.act_as('acme', 'carla');
select is(pg_temp.names($$ commerce.search_customers() $$), 'Carla', 'customers find themselves');
select commerce_test.act_as('acme', 'stan');
select is(pg_temp.names($$ commerce.search_customers('zo') $$), null, 'staff only those whom they served');
select commerce_test.act_as('globex');
select is(pg_temp.names($$ commerce.search_customers('zo') $$), null, 'nobody of another organization');
select commerce_test.act_as('acme', 'mona');
select is(pg_temp.names($$ commerce.search_customers('zo') $$), 'Zora Zoe', 'managers everybody');
select commerce_test.is_refused($$ select commerce.search_customers(page_size => 0) $$, 'VO101', 'a page has rows');
select commerce_test.is_refused($$ select commerce.search_customers(page_cursor => 'x') $$, 'VO101', 'a cursor is one');
select commerce_test.is_refused($$ select commerce.search_customers(segment => 'x') $$, 'VO101', 'a segment, too');
select commerce_test.is_refused($$ select commerce.search_customers(status => 'x') $$, 'VO101', 'and a status');
select commerce_test.is_refused($$ select commerce.search_customers(repeat('x', 201)) $$, 'VO101', 'a query is short');

select * from finish();
rollback;
