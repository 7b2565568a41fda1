begin;
select plan(18);

select commerce_test.act_as('acme');
create temporary table it on commit drop as
select commerce_test.given_order(customer_id => commerce_test.given_customer('carla')) as id;
create temporary table token on commit drop as
select commerce_test.value_of(format('select access_token from commerce_private.access_tokens where subject_id = %L', (select id from it))) as token;
grant select on it, token to public;
select commerce_test.act_as('acme', 'mona');
select is((commerce.add_order_note((select id from it), 'asks for a discount every time')).is_visible_to_customer, false, 'a note is for the members');
select is((commerce.add_order_note((select id from it), 'your parcel leaves tomorrow', true)).is_visible_to_customer, true, 'unless the customer is to read it');
select is((commerce.add_order_note((select id from it), 'null means no', null)).is_visible_to_customer, false, 'null is no');
select is(jsonb_array_length(commerce.get_order((select id from it)) -> 'notes_log'), 3, 'members read all of them in the order');
select commerce_test.act_as('acme', 'carla');
select results_eq($$ select data ->> 'note' from commerce.order_logs $$, $$ values ('your parcel leaves tomorrow') $$, 'the customer reads hers');
select is(commerce.get_order((select id from it)) #>> '{notes_log,0,note}', 'your parcel leaves tomorrow', 'in the order too');
select is(jsonb_array_length(commerce.get_order((select id from it)) -> 'notes_log'), 1, 'and no other');
select commerce_test.act_as('acme', null, 'commerce_anon');
select is((select count(*) from commerce.order_logs), 0::bigint, 'a visitor reads none');
select set_config('commerce.order_token', (select token from token), true);
select results_eq($$ select data ->> 'note' from commerce.order_logs $$, $$ values ('your parcel leaves tomorrow') $$, 'a guest with the token reads what is meant for him');

select commerce_test.act_as('acme', 'mona');
select commerce_test.is_refused(format('select commerce.add_order_note(%L, %s)', (select id from it), arguments), code, why)
from (values
    ('VO101', 'null', 'no note'), ('VO101', '''  ''', 'an empty note'), ('VO101', 'repeat(''x'', 10001)', 'a huge note'),
    ('VT101', '''pay with 4242424242424242''', 'a card number')
) as bad (code, arguments, why);
select commerce_test.is_refused($$ select commerce.add_order_note(gen_random_uuid(), 'x') $$, 'VO201', 'an unknown order');
select commerce_test.act_as('acme', 'stan');
select commerce_test.is_refused(format('select commerce.add_order_note(%L, %L)', (select id from it), 'x'), 'VO201', 'staff have no business with it');
select commerce_test.act_as('acme', 'carla');
select commerce_test.is_refused(format('select commerce.add_order_note(%L, %L)', (select id from it), 'x'), 'VT302', 'customers write no notes');
select commerce_test.act_as('globex');
select commerce_test.is_refused(format('select commerce.add_order_note(%L, %L)', (select id from it), 'x'), 'VO201', 'nor does another organization');
select commerce_test.act_as_role('commerce_worker');
select is((select count(*) from commerce.verify_integrity() where not is_ok), 0::bigint, 'the books agree');

select * from finish();
rollback;
