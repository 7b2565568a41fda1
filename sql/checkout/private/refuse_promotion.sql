create or replace function commerce_private.refuse_promotion(
    code text,
    reason text,
    more jsonb = '{}'
)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    raise exception using
        errcode = 'VC301',
        message = 'promotion cannot be used',
        detail = jsonb_build_object(
            'argument', 'promotion_code', 'code', refuse_promotion.code, 'reason', refuse_promotion.reason) || more,
        hint = case reason
            when 'not_found' then 'Check the code, or order without it.'
            when 'not_stackable' then 'This code cannot be combined with another one: send only one of them.'
            when 'minimum' then 'Add more of what the promotion is for.'
            when 'customer_needed' then 'The promotion is limited for each customer: send the customer or an e-mail address.'
            else 'Order without the code.'
        end;
end;
$$;

comment on function commerce_private.refuse_promotion(text, text, jsonb) is
$md$Refuse a promotion code, saying why.

Raises `VC301`, always.$md$;

revoke all on function commerce_private.refuse_promotion(text, text, jsonb) from public;
