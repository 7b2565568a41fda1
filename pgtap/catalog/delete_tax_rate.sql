begin;
select plan(5);

select commerce_test.act_as('acme', 'mona');
create temporary table rate as select * from commerce.set_tax_rate(19, 'DE');
select is((commerce.delete_tax_rate((select id from rate))).percent, 19::numeric, 'a rate that was set by mistake is taken back');
select is((select count(*) from commerce.tax_rates), 0::bigint, 'and is gone');
select commerce_test.is_refused($$ select commerce.delete_tax_rate(gen_random_uuid()) $$, 'VC201', 'an unknown rate');
select commerce_test.is_refused($$ select commerce.delete_tax_rate(null) $$, 'VC201', 'no rate');
select commerce_test.act_as('acme', 'stan');
select commerce_test.is_refused($$ select commerce.delete_tax_rate(gen_random_uuid()) $$, 'VT302', 'staff do not');
select * from finish();
rollback;
