create or replace function commerce_private.match_effects(
    gateway text,
    account text,
    livemode boolean,
    effects jsonb,
    out organization_ids uuid[],
    out subject_ids uuid[],
    out payment_id uuid,
    out outcome text
)
returns record
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_organization_id uuid;
    v_subject_id uuid;
    v_found record;
begin
    outcome := case when jsonb_array_length(effects) = 0 then 'ignored' else 'applied' end;
    for v_place in 0..jsonb_array_length(effects) - 1 loop
        v_organization_id := null;
        v_subject_id := null;
        if effects -> v_place ->> 'effect' = 'account_updated' then
            select own.organization_id, own.id
            into v_organization_id, v_subject_id
            from commerce_private.gateway_accounts_of(gateway, account, livemode) as own
            order by own.id
            limit 1;
        else
            v_found := commerce_private.find_payment(gateway, account, livemode, effects -> v_place);
            v_organization_id := v_found.organization_id;
            v_subject_id := v_found.payment_id;
            payment_id := coalesce(payment_id, v_subject_id);
        end if;
        organization_ids := organization_ids || v_organization_id;
        subject_ids := subject_ids || v_subject_id;
        if v_subject_id is null then
            outcome := 'unmatched';
        end if;
    end loop;
end;
$$;

comment on function commerce_private.match_effects(text, text, boolean, jsonb) is
$md$Find whose an event's effects are: the organization and the payment, or account, of each, in order.

`outcome` is what will come of the event if nothing fails: `unmatched` when any effect finds nothing, and
then none is carried out.$md$;

revoke all on function commerce_private.match_effects(text, text, boolean, jsonb) from public;
