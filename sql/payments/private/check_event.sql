create or replace function commerce_private.check_event(
    gateway text,
    event_key text,
    event_type text,
    effects jsonb,
    body text,
    account text,
    livemode boolean
)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_argument text := case
        when gateway is null or gateway not in
            ('stripe', 'paystack', 'flutterwave', 'bank_transfer', 'cash_on_delivery', 'manual') then 'gateway'
        when event_key is null or length(event_key) not between 1 and 255 then 'event_key'
        when event_type is null or length(event_type) not between 1 and 255 then 'event_type'
        when livemode is null then 'livemode'
        when length(account) not between 1 and 255 then 'account'
        when octet_length(body) > 1048576 then 'body'
        when jsonb_typeof(effects) <> 'array' or jsonb_array_length(effects) > 100 then 'effects'
    end;
begin
    if v_argument is null and jsonb_array_length(effects) > jsonb_array_length(jsonb_path_query_array(
        effects, 'strict $[*] ? (@.type() == "object" && @.effect.type() == "string")')) then
        v_argument := 'effects';
    end if;
    if v_argument is not null then
        perform commerce_private.refuse_payment_input(
            v_argument, 'malformed',
            'Send gateway, event_key and event_type, and effects as an array of objects with a word in effect.');
    end if;
    perform commerce_private.refuse_card_number(effects::text, event_key, event_type);
end;
$$;

comment on function commerce_private.check_event(text, text, text, jsonb, text, text, boolean) is
$md$Check the shape of an event. Raises `VP101`, or `VT101` when a card number is in it.$md$;

revoke all on function commerce_private.check_event(text, text, text, jsonb, text, text, boolean) from public;
