-- Gift cards, packages and subscriptions whose money goes back are taken back, and spent ones are not paid back.
begin;
select plan(32);

select commerce_test.act_as('acme');
select commerce.set_clock('2038-12-20 09:00+00');
select commerce_test.given_gateway_account();
create temporary table t as
select commerce_test.given_product('bought-pen', 500, 100) as pen, commerce_test.given_customer('carla') as carla,
    commerce_test.given_service('Sauna', 60, 'pooled', 8, price_minor => 1000) as sauna, null::uuid as plan, null::uuid as club;
grant select, update on t to public;
select commerce_test.force($$ do $do$ begin perform commerce_test.given_time_slot(sauna, '2039-01-06 18:00+00', 8) from t; end $do$ $$);
select commerce_test.force($$ update t set plan = commerce_test.given_plan('Three', 'package', 3000, sauna, 3), club = commerce_test.given_plan('Club', 'recurring', 3000, sauna, 2, '1 month') $$);
create temporary table made (label text, id uuid);
grant all on made to public;
create function pg_temp.buy(label text, items jsonb, card text = null, method text = null) returns uuid language sql as $$
    with o as (select * from commerce.create_order(items, customer_id => (select carla from t), gift_card_code => card, payment_method => method)), i as (insert into made select buy.label, o.id from o)
    select o.id from o
$$;
create function pg_temp.pay(label text) returns text language sql as $$
    select (commerce.confirm_offline_payment(o.due_minor, o.id)).status from made as m join commerce.orders as o using (id) where m.label = pay.label
$$;
create function pg_temp.lines(label text, kind text, quantity integer) returns jsonb language sql as $$
    select jsonb_build_array(jsonb_build_object('order_item_id', i.id, 'quantity', lines.quantity)) from made as m join commerce.order_items as i on i.order_id = m.id where m.label = lines.label and i.kind = lines.kind
$$;
create function pg_temp.refund(label text, items jsonb = null, amount_minor bigint = null) returns bigint language sql as $$
    select (commerce.issue_refund(m.id, amount_minor, items)).amount_minor from made as m where m.label = refund.label
$$;
create function pg_temp.card_of(label text) returns text language sql as $$
    select commerce_test.value_of(format('select v.status || '' '' || v.balance_minor from commerce.stored_values as v join commerce.order_items as i on i.id = v.order_item_id where i.order_id = %L', m.id)) from made as m where m.label = card_of.label
$$;
create function pg_temp.visits_of(label text) returns text language sql as $$
    select commerce_test.value_of(format('select e.status || '' '' || e.used || ''/'' || e.total from commerce.entitlements as e join commerce.order_items as i on i.id = e.order_item_id where i.order_id = %L', m.id)) from made as m where m.label = visits_of.label
$$;

-- A gift card with a pen.
select pg_temp.buy('card', jsonb_build_array('{"gift_card_minor": 2000, "recipient_email": "gina@example.test"}'::jsonb, jsonb_build_object('product_id', pen))) from t;
select pg_temp.pay('card');
select pg_temp.buy('spent', jsonb_build_array(jsonb_build_object('product_id', pen)), commerce_test.value_of($$ select s.secrets ->> 'code' from commerce_private.message_secrets as s order by s.created_at desc limit 1 $$)) from t;
select is(pg_temp.card_of('card'), 'active 1500', 'a card is bought, and pays');
select is(commerce_test.error_of($$ select pg_temp.refund('card') $$) ->> 'code', 'VC301', 'its money does not go back then');
select commerce_test.is_refused($$ select pg_temp.refund('card', pg_temp.lines('card', 'gift_card', 1)) $$, 'VC301', 'nor by item');
select commerce_test.is_refused($$ select pg_temp.refund('card', amount_minor => 2500) $$, 'VC301', 'nor by an amount that is all of it');
select is(pg_temp.refund('card', pg_temp.lines('card', 'product', 1)), 500::bigint, 'what else was bought does');
select is(pg_temp.refund('card', amount_minor => 100), 100::bigint, 'and a part, out of good will');
select is(pg_temp.card_of('card'), 'active 1500', 'for which the card stays good');
select commerce.cancel_order(m.id) from made as m where m.label = 'spent';
select is(pg_temp.refund('card'), 1900::bigint, 'once it is whole again, all of it goes back');
select is(pg_temp.card_of('card'), 'void 0', 'and the card is worth nothing');

select pg_temp.buy('one', '[{"gift_card_minor": 2000, "recipient_email": "gina@example.test"}]'), pg_temp.pay('one');
select is((select (commerce.issue_refund(m.id, payment_id => p.id)).amount_minor from made as m join commerce.payments as p on p.order_id = m.id where m.label = 'one'), 2000::bigint, 'its only payment goes back');
select is(pg_temp.card_of('one'), 'void 0', 'and so does the card');

-- Two packages in one line, of three visits each.
select pg_temp.buy('pack', jsonb_build_array(jsonb_build_object('pricing_plan_id', plan, 'quantity', 2))) from t;
select pg_temp.pay('pack');
select pg_temp.buy('visit', jsonb_build_array(jsonb_build_object('service_id', sauna, 'starts_at', '2039-01-06 18:00+00', 'party_size', 2, 'entitlement_id', commerce_test.value_of('select id from commerce.entitlements')))) from t;
select is(pg_temp.visits_of('pack'), 'active 2/6', 'two of six visits are used');
select commerce_test.is_refused($$ select pg_temp.refund('pack') $$, 'VC301', 'both packages do not go back');
select is(pg_temp.refund('pack', pg_temp.lines('pack', 'package', 1)), 3000::bigint, 'the one not begun does');
select is(pg_temp.visits_of('pack'), 'active 2/3', 'with its visits');
select commerce_test.is_refused($$ select pg_temp.refund('pack', pg_temp.lines('pack', 'package', 1)) $$, 'VC301', 'the other does not');
select commerce.cancel_order(m.id) from made as m where m.label = 'visit';
select is(pg_temp.refund('pack', pg_temp.lines('pack', 'package', 1)), 3000::bigint, 'before its visit is given back');
select is(pg_temp.visits_of('pack'), 'cancelled 0/3', 'then nothing is left');

-- A refund that fails takes nothing a second time.
select pg_temp.buy('fails', jsonb_build_array(jsonb_build_object('pricing_plan_id', plan, 'quantity', 2)), method => 'stripe') from t;
select commerce_test.deliver(p.id, 'payment_succeeded') from made as m join commerce.payments as p on p.order_id = m.id where m.label = 'fails';
create temporary table r as select x.* from made as m, commerce.issue_refund(m.id, items => pg_temp.lines('fails', 'package', 1)) as x where m.label = 'fails';
select is((select commerce_test.deliver(r.payment_id, 'refund_failed', jsonb_build_object('refund_reference', r.id, 'amount_minor', r.amount_minor)) from r), 'applied', 'a gateway could not refund');
select is(pg_temp.refund('fails', pg_temp.lines('fails', 'package', 1)), 3000::bigint, 'it is asked again');
select is(pg_temp.visits_of('fails'), 'active 0/3', 'for the same package');

-- A subscription.
select pg_temp.buy('club', jsonb_build_array(jsonb_build_object('pricing_plan_id', club))) from t;
select pg_temp.pay('club');
select is((select status from commerce.subscriptions), 'active', 'a subscription begins');
select is(pg_temp.refund('club', amount_minor => 1000), 1000::bigint, 'a rebate');
select is((select status from commerce.subscriptions) || ' ' || pg_temp.visits_of('club'), 'active active 0/2', 'changes nothing');
select is(pg_temp.refund('club'), 2000::bigint, 'all of it');
select is((select status from commerce.subscriptions) || ' ' || pg_temp.visits_of('club'), 'cancelled cancelled 0/2', 'ends it');

-- Sent back at the gateway, past us.
select pg_temp.buy('gone', '[{"gift_card_minor": 2000, "recipient_email": "gina@example.test"}]', method => 'stripe'), pg_temp.buy('used', '[{"gift_card_minor": 3000, "recipient_email": "gina@example.test"}]', method => 'stripe');
create temporary table g as select m.label, p.id from made as m join commerce.payments as p on p.order_id = m.id where m.label in ('gone', 'used');
select commerce_test.deliver(id, 'payment_succeeded') from g order by label;
select pg_temp.buy('pens', jsonb_build_array(jsonb_build_object('product_id', pen)), commerce_test.value_of($$ select s.secrets ->> 'code' from commerce_private.message_secrets as s join commerce.stored_values as v on s.dedupe_key like '%' || v.id where v.balance_minor = 3000 $$)) from t;
select is(pg_temp.card_of('gone') || ' ' || pg_temp.card_of('used'), 'active 2000 active 2500', 'two cards are bought, one is used');
select commerce_test.deliver(id, 'refund_succeeded', '{"refund_reference": "re_part", "amount_minor": 500}', 'part') from g where label = 'gone';
select is(pg_temp.card_of('gone'), 'active 2000', 'a part that goes back at the gateway leaves the card good');
select commerce_test.deliver(id, 'refund_succeeded', '{"refund_reference": "re_rest", "amount_minor": 1500}', 'rest') from g where label = 'gone';
select is(pg_temp.card_of('gone'), 'void 0', 'all of it takes the card back');
select is((select commerce_test.deliver(id, 'refund_succeeded', '{"refund_reference": "re_used", "amount_minor": 3000}', 'used') from g where label = 'used'), 'applied', 'what is gone cannot be refused');
select is(pg_temp.card_of('used') || ' ' || (commerce_test.count_of('commerce.notification_queue', $$ data ->> 'reason' = 'refunded_but_used' $$) > 0), 'active 2500 true', 'but the members are told');

select is_empty($$ select c.* from commerce_test.integrity() as c where not c.is_ok $$, 'all promises hold');

select * from finish();
rollback;
