create or replace function commerce_private.cancellation_fee(
    organization_id uuid,
    booking_id uuid,
    amount_minor bigint,
    at timestamptz,
    at_fault text,
    out fee_minor bigint,
    out why text,
    out hours_before numeric,
    out is_allowed boolean
)
returns record
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_terms jsonb;
    v_starts_at timestamptz;
    v_total_minor bigint;
    v_tier jsonb;
    v_deposit_minor bigint;
begin
    select booking.cancellation_terms, coalesce(booking.starts_at, booking.scheduled_for), booking.total_minor
    into v_terms, v_starts_at, v_total_minor
    from commerce.bookings as booking
    where booking.organization_id = cancellation_fee.organization_id and booking.id = cancellation_fee.booking_id;
    hours_before := round(extract(epoch from v_starts_at - cancellation_fee.at) / 3600, 2);
    -- Of the tiers that are met, the one with the longest notice; without a policy free until the start.
    select tier.value
    into v_tier
    from jsonb_array_elements(coalesce(v_terms -> 'tiers', '[{"hours_before": 0, "kept_percent": 0}]')) as tier
    where v_starts_at is null
        or cancellation_fee.at <= v_starts_at - (tier.value ->> 'hours_before')::numeric * interval '1 hour'
    order by (tier.value ->> 'hours_before')::numeric desc
    limit 1;
    is_allowed := v_tier is not null;

    if at_fault = 'business' then
        fee_minor := 0;
        why := 'business';
        return;
    elsif at_fault = 'no_show' then
        fee_minor := round(amount_minor * coalesce((v_terms ->> 'no_show_percent')::numeric, 100) / 100);
        why := 'no_show';
    elsif v_tier is null then
        fee_minor := amount_minor;
        why := 'too_late';
    else
        fee_minor := greatest(
            round(amount_minor * (v_tier ->> 'kept_percent')::numeric / 100),
            coalesce((v_tier ->> 'kept_minor')::bigint, 0));
        why := case when v_terms is null then 'no_policy' when fee_minor = 0 then 'free' else 'tier' end;
    end if;
    -- Of a part of the booking the same part of the deposit.
    v_deposit_minor := round((v_terms ->> 'kept_deposit_minor')::numeric * amount_minor / nullif(v_total_minor, 0));
    if v_deposit_minor > fee_minor then
        fee_minor := v_deposit_minor;
        why := 'deposit';
    end if;
    fee_minor := least(fee_minor, amount_minor);
end;
$$;

comment on function commerce_private.cancellation_fee(uuid, uuid, bigint, timestamptz, text) is
$md$What the terms a booking was made under keep of an amount of its price, when it is cancelled at a certain time.

`at_fault` is `customer`, `business` (nothing is kept) or `no_show`. `why`: `business`, `no_show`, `tier`, `free`,
`deposit`, `no_policy`, `too_late`. `is_allowed` says whether customers may still cancel by themselves.$md$;

revoke all on function commerce_private.cancellation_fee(uuid, uuid, bigint, timestamptz, text) from public;
