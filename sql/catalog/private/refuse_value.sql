create or replace function commerce_private.refuse_value(
    argument text,
    reason text,
    line integer = null
)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    raise exception using
        errcode = 'VC301',
        message = 'promotion, gift card or entitlement cannot be used',
        detail = jsonb_strip_nulls(jsonb_build_object(
            'argument', refuse_value.argument, 'reason', refuse_value.reason, 'line', refuse_value.line)),
        hint = 'The reason says why; leave it out, or send another.';
end;
$$;

comment on function commerce_private.refuse_value(text, text, integer) is
$md$Refuse a gift card, credit or entitlement, and say why.

Reasons: `not_found`, `used_up`, `expired`, `void`, `currency`, `only_gift_cards` (cards buy no cards), `used`,
`other_service`, `cancelled`, `no_customer`. Raises `VC301`, always.$md$;

revoke all on function commerce_private.refuse_value(text, text, integer) from public;
