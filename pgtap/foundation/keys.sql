begin;
select plan(7);

select is(substr(commerce_private.new_id()::text, 15, 1), '7', 'keys are uuids of version 7');
select matches(substr(commerce_private.new_id()::text, 20, 1), '[89ab]', 'of the variant of RFC 9562');
select ok(
    abs(extract(epoch from clock_timestamp()) * 1000
        - ('x' || lpad(substr(replace(commerce_private.new_id()::text, '-', ''), 1, 12), 16, '0'))::bit(64)::bigint) < 5000,
    'whose first 48 bits are the milliseconds of now'
);
select is((select count(distinct commerce_private.new_id()) from generate_series(1, 1000)), 1000::bigint,
    'a thousand keys are a thousand different keys');
select is((select count(distinct commerce_private.new_token()) from generate_series(1, 1000)), 1000::bigint,
    'a thousand tokens are a thousand different tokens');
-- Of 400 random bits at one place some are set and some are not, but for a chance of 2^-399.
select ok(
    (select bool_and(place.ones between 1 and 399)
     from (
         select bit, sum(get_bit(token.bytes, bit)) as ones
         from (select uuid_send(commerce_private.new_token()) as bytes from generate_series(1, 400)) as token,
             generate_series(0, 127) as bit
         group by bit
     ) as place),
    'every one of a token''s 128 bits is random: there is no version and no time in it'
);
select matches(commerce_private.new_number('BK-XXXXXX-XXXX'), '^BK-[0-9A-HJKMNP-TV-Z]{6}-[0-9A-HJKMNP-TV-Z]{4}$',
    'a number follows its format, in Crockford''s base 32');

select * from finish();
rollback;
