begin;
select plan(14);

select commerce_test.act_as('acme');
select commerce.set_clock('2038-01-01 09:00+00');
create temporary table made as
select commerce_test.given_service('Class', 60, 'pooled', 8, price_minor => 2000) as class, commerce_test.given_service('Couple', 60, price_minor => 9000) as couple;
alter table made add column sam uuid;
update made set sam = commerce_test.given_staff('Sam', array[couple]);
grant select on made to public;
create temporary table slot as select commerce_test.given_time_slot(class, '2038-01-03 10:00+00', 8) as id from made;
create function pg_temp.quote(more text) returns jsonb language sql as
$$ select commerce.quote_order(jsonb_build_array(jsonb_build_object('service_id', class, 'starts_at', '2038-01-03T10:00:00Z') || more::jsonb)) from made $$;
create function pg_temp.reason(more text) returns text language sql as
$$ select commerce_test.error_of(format('select pg_temp.quote(%L)', more)) #>> '{detail,reason}' $$;

select is(pg_temp.quote('{"party_size": 3, "participants": {"adult": 2, "child": 1}}') ->> 'total_minor', '6000', 'without a price list everybody pays the same');
create temporary table plan as
select p.* from made, commerce.upsert_pricing_plan('Class', 'one_off', 1900, class,
    '[{"tier": "adult", "price_minor": 2100}, {"tier": "child", "price_minor": 900}, {"tier": "family", "price_minor": 4500, "places": 4}]') as p;
grant select on plan to public;
select is(pg_temp.quote('{"party_size": 3, "participants": {"adult": 2, "child": 1}}') ->> 'total_minor', '5100', 'with one, each by their tier');
select is(pg_temp.quote('{"party_size": 3, "participants": {"adult": 2, "child": 1}}') #> '{items,0,tiers}',
    '[{"tier": "adult", "quantity": 2, "price_minor": 2100}, {"tier": "child", "quantity": 1, "price_minor": 900}]'::jsonb, 'as the quote shows');
select is(pg_temp.quote('{"party_size": 5, "participants": {"family": 1, "child": 1}}') ->> 'total_minor', '5400', 'a family takes four places');
select is(pg_temp.quote('{"party_size": 3}') ->> 'total_minor', '5700', 'who says nothing pays the price of the list');
select is(pg_temp.reason('{"party_size": 2, "participants": {"family": 1}}'), 'not_the_party', 'four do not go on two places');
select is(pg_temp.reason('{"party_size": 2, "participants": {"adult": 1, "dog": 1}}'), 'unknown_tier', 'dogs have no price');
select is(pg_temp.reason('{"party_size": 2, "participants": {"adult": 1}}'), 'not_the_party', 'everybody is counted');
create temporary table bought as
select o.* from made, commerce.create_order(jsonb_build_array(jsonb_build_object('service_id', class, 'starts_at', '2038-01-03T10:00:00Z', 'party_size', 3, 'participants', '{"adult": 2, "child": 1}'::jsonb))) as o;
grant select on bought to public;
select results_eq($$ select quantity, unit_price_minor, total_minor, pricing_plan_id, snapshot #>> '{tiers,1,price_minor}' from commerce.order_items where order_id = (select id from bought) $$,
    $$ select 1, 5100::bigint, 5100::bigint, id, '900' from plan $$, 'an order keeps them');
select results_eq($$ select total_minor, party_size, participants from commerce.bookings where order_id = (select id from bought) $$,
    $$ values (5100::bigint, 3, '{"adult": 2, "child": 1}'::jsonb) $$, 'and so does its booking');
select commerce.upsert_pricing_plan('Couple', 'one_off', 8000, couple) from made;
select is(commerce.quote_order(format('[{"service_id": "%s", "starts_at": "2038-01-03T10:00:00Z"}]', couple)::jsonb) ->> 'total_minor', '8000', 'an exclusive service may have a price list too') from made;
select commerce_test.force(format('update commerce.services set deposit_minor = 5000 where id = ''%s''', couple)) from made;
select commerce.create_promotion('half', 'percent', 50);
select is(commerce.quote_order(format('[{"service_id": "%s", "starts_at": "2038-01-03T10:00:00Z"}]', couple)::jsonb) ->> 'due_now_minor', '5000', 'with a deposit') from made;
select is(commerce.quote_order(format('[{"service_id": "%s", "starts_at": "2038-01-03T10:00:00Z"}]', couple)::jsonb, promotion_code => 'half') ->> 'due_now_minor', '4000', 'that is never more than it costs') from made;
select is(commerce.quote_order(format('[{"service_id": "%s", "starts_at": "2038-01-03T10:00:00Z"}]', couple)::jsonb) ->> 'balance_due_at', '2038-01-03T10:00:00+00:00', 'the rest is due when it starts') from made;
select * from finish();
rollback;
