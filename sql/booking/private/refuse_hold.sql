create or replace function commerce_private.refuse_hold(
    code text,
    reservation_id uuid,
    reason text = null
)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    raise exception using
        errcode = code,
        message = case code
            when 'VB201' then 'reservation not found'
            when 'VB301' then 'wrong hold token'
            when 'VB403' then 'the hold has expired or was released'
            when 'VB407' then 'the hold cannot be extended again'
        end,
        detail = jsonb_strip_nulls(jsonb_build_object('reservation_id', refuse_hold.reservation_id,
                                                      'reason', refuse_hold.reason)),
        hint = case code
            when 'VB201' then 'Send the id of a reservation of this organization.'
            when 'VB301' then 'Send the hold_token that commerce.reserve_time_slot answered with.'
            when 'VB403' then 'Reserve the time again with commerce.reserve_time_slot, or go on with the order it is in.'
            when 'VB407' then 'Order the held time before it lapses.'
        end;
end;
$$;

comment on function commerce_private.refuse_hold(text, uuid, text) is
$md$Refuse something asked of a hold.

Raises `VB201`, `VB301`, `VB403` (with reason `expired`, `released` or `ordered`) or `VB407`, as told, always.$md$;

revoke all on function commerce_private.refuse_hold(text, uuid, text) from public;
