begin;
select plan(27);

select commerce_test.act_as('acme', 'mona');
select commerce.set_clock('2038-01-01 00:00+00');
create temporary table first_rate as select * from commerce.set_tax_rate(19, 'DE', name => 'VAT');
select results_eq($$ select percent, country, category, region, postal_prefix, name, valid from first_rate $$,
    $$ values (19::numeric, 'DE', 'standard', '', '', 'VAT', '[2038-01-01 00:00+00,)'::tstzrange) $$,
    'a rate begins now and is for everything in the country');
select results_eq($$ select percent, lower(valid) from commerce.set_tax_rate(20, 'DE', name => 'VAT', valid_from => '2038-07-01 00:00+00') $$,
    $$ values (20::numeric, '2038-07-01 00:00+00'::timestamptz) $$, 'another follows it');
select results_eq($$ select percent, valid from commerce.tax_rates where name = 'VAT' order by valid $$,
    $$ values (19.000000::numeric, '[2038-01-01 00:00+00,2038-07-01 00:00+00)'::tstzrange), (20, '[2038-07-01 00:00+00,)') $$,
    'and the first ends where it begins');
select results_eq($$ select percent, valid from commerce.set_tax_rate(16, 'DE', name => 'VAT', valid_from => '2038-02-01 00:00+00', valid_to => '2038-03-01 00:00+00') $$,
    $$ values (16::numeric, '[2038-02-01 00:00+00,2038-03-01 00:00+00)'::tstzrange) $$, 'one may hold for a while');
select results_eq($$ select percent::integer, valid from commerce.tax_rates where name = 'VAT' order by valid $$,
    $$ values (19, '[2038-01-01 00:00+00,2038-02-01 00:00+00)'::tstzrange), (16, '[2038-02-01 00:00+00,2038-03-01 00:00+00)'),
        (19, '[2038-03-01 00:00+00,2038-07-01 00:00+00)'), (20, '[2038-07-01 00:00+00,)') $$,
    'before and after it what was set stays');
select is((commerce.set_tax_rate(12, 'DE', 'later', 'VAT', valid_from => '2038-07-01 00:00+00', valid_to => '2038-09-01 00:00+00')).percent, 12::numeric, 'one is for the summer');
select is((commerce.set_tax_rate(13, 'DE', 'later', 'VAT', valid_from => '2038-06-01 00:00+00', valid_to => '2038-08-01 00:00+00')).percent, 13::numeric, 'another begins before it, and ends within');
select results_eq($$ select percent::integer, valid from commerce.tax_rates where category = 'later' order by valid $$,
    $$ values (13, '[2038-06-01 00:00+00,2038-08-01 00:00+00)'::tstzrange), (12, '[2038-08-01 00:00+00,2038-09-01 00:00+00)') $$,
    'the rest of the summer stays');
select is((commerce.set_tax_rate(8.875, 'US', postal_prefix => '1 00', region => 'NY')).postal_prefix, '100', 'postal codes have no spaces');
select commerce_test.is_refused('select commerce.set_tax_rate(' || arguments || ')', 'VC101', why)
from (values
    ('null, ''DE''', 'a percentage is needed'),
    ('-1, ''DE''', 'a negative one'),
    ('100.1, ''DE''', 'more than everything'),
    ('1.1234567, ''DE''', 'seven decimals'),
    ('''NaN'', ''DE''', 'not a number'),
    ('19, null', 'no country'),
    ('19, ''de''', 'a country in lower case'),
    ('19, ''DE'', category => '' ''', 'a blank category'),
    ('19, ''DE'', category => null', 'no category'),
    ('19, ''DE'', name => null', 'no name'),
    ('19, ''DE'', region => repeat(''x'', 101)', 'a huge region'),
    ('19, ''DE'', postal_prefix => repeat(''1'', 21)', 'a huge postal code'),
    ('19, ''DE'', valid_from => ''infinity''', 'an endless beginning'),
    ('19, ''DE'', valid_to => ''2037-01-01''', 'an end before the beginning')
) as bad (arguments, why);
select commerce_test.is_refused($$ select commerce.set_tax_rate(19, 'DE', region => '4111 1111 1111 1111') $$, 'VT101', 'a card number');
select is(commerce_test.count_of('commerce.audit_log', 'function_name = ''set_tax_rate'''), 6::bigint, 'every change is written down');
select commerce_test.act_as('acme', 'stan');
select commerce_test.is_refused($$ select commerce.set_tax_rate(19, 'DE') $$, 'VT302', 'staff do not set taxes');
select is((select count(*) from commerce.tax_rates), 7::bigint, 'but see them');
select * from finish();
rollback;
