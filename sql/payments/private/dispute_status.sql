create or replace function commerce_private.dispute_status(
    effect jsonb
)
returns text
language plpgsql
immutable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_status text := lower(effect ->> 'status');
begin
    if effect ->> 'effect' = 'dispute_closed' then
        v_status := case effect ->> 'outcome'
            when 'won' then 'won'
            when 'lost' then 'lost'
            when 'warning_closed' then 'closed'
        end;
        if v_status is null then
            perform commerce_private.refuse_payment_input(
                'effects', 'outcome', 'dispute_closed needs an outcome: won, lost or warning_closed.');
        end if;
        return v_status;
    end if;
    return case
        -- An inquiry: the bank asks, no money has moved.
        when v_status ~ '^warning' then 'warning'
        when v_status = 'under_review' then 'under_review'
        else 'needs_response'
    end;
end;
$$;

comment on function commerce_private.dispute_status(jsonb) is
$md$How a dispute stands by an effect: `warning`, `needs_response`, `under_review`, `closed`, `won` or `lost`. Raises `VP101`.$md$;

revoke all on function commerce_private.dispute_status(jsonb) from public;
