create or replace function commerce_private.refuse_time(
    reason text,
    service_id uuid,
    starts_at timestamptz,
    subject jsonb = '{}'
)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    raise exception using
        errcode = case
            when reason in ('taken', 'resource_unavailable') then 'VB401'
            when reason = 'full' then 'VB402'
            else 'VB405'
        end,
        message = case
            when reason in ('taken', 'resource_unavailable') then 'the time is already taken'
            when reason = 'full' then 'not enough places left'
            else 'not bookable at this time'
        end,
        detail = jsonb_build_object('reason', refuse_time.reason, 'service_id', refuse_time.service_id,
                                    'starts_at', refuse_time.starts_at) || refuse_time.subject,
        hint = case
            when reason = 'customer_limit' then 'The customer has as many of these as they may: take a time outside the '
                || 'period, or cancel or release another one first.'
            else 'Call commerce.get_available_slots for times that can be reserved.'
        end;
end;
$$;

comment on function commerce_private.refuse_time(text, uuid, timestamptz, jsonb) is
$md$Turn a wish for a time down, by reason code.

Raises `VB401` (`taken`, `resource_unavailable`), `VB402` (`full`), `VB405` (any other reason), always.$md$;

revoke all on function commerce_private.refuse_time(text, uuid, timestamptz, jsonb) from public;
