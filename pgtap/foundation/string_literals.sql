begin;
select plan(10);

-- Old drivers and frameworks open sessions like this one: there, '\d' is 'd'.
set local standard_conforming_strings = off;

select is((commerce_private.number_mask(repeat('X', 32))).letters, 'abcdefghijklmnopqrstuvwxyz[]^_`{',
    'a format of numbers has a letter for each of 32 places');
select matches(commerce_private.new_number(repeat('X', 32)), '^[0-9A-HJKMNP-TV-Z]{32}$', 'and each of them is drawn');
select is(commerce_private.effect_time('{"at": "2030-01-02T03:04:05Z"}', 'at'), '2030-01-02 03:04:05+00',
    'an instant is read');
select is((commerce_private.read_page('1.00000000-0000-7000-8000-000000000000', 1)).at, '1970-01-01 00:00:00.000001+00',
    'and a page cursor');
select throws_ok($$ select commerce_private.read_page('1X00000000-0000-7000-8000-000000000000', 1) $$, 'VO101', null,
    'but no malformed one');
select is(commerce_private.read_tiers('[{"hours_before": 1.5}]') -> 0 -> 'hours_before', '1.5', 'hours may have fractions');
select throws_ok($$ select commerce_private.read_tiers('[{"hours_before": "1x5"}]') $$, 'VC101', null,
    'behind a point');
select is(commerce_private.check_customer('{"name": "Tess Moss", "phone": "+49 30 123456"}'),
    '{"first_name": "Tess", "last_name": "Moss", "phone": "+4930123456"}', 'a name and a number are read');
select commerce_test.act_as('acme', 'mona');
select is((commerce.upsert_staff(display_name => 'Ines', timezone => 'UTC', phone => '+4930123456')).display_name, 'Ines',
    'and that of a colleague');
select throws_ok($$ select commerce.set_notification_template('receipt', 'email', 'en', E'a\nb', 'text') $$,
    'VM101', null, 'a subject is one line');
select * from finish();
rollback;
