create or replace function commerce_private.tg_ledger_entries_check_balance()
returns trigger
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_is_balanced boolean;
begin
    -- At commit this runs as whoever commits: hence the definer, and the row's own organization.
    select bool_and(leg.sum_minor = 0)
    into v_is_balanced
    from (
        select sum(entry.amount_minor) as sum_minor
        from commerce.ledger_entries as entry
        where entry.organization_id = new.organization_id and entry.posting_id = new.posting_id
        group by entry.currency
    ) as leg;
    -- No sum at all is as wrong as another one.
    if v_is_balanced is distinct from true then
        raise exception using
            errcode = 'VS901',
            message = 'the legs of a posting do not sum to zero',
            detail = jsonb_build_object('posting_id', new.posting_id),
            hint = 'Post both legs in one transaction, through commerce_private.post_ledger.';
    end if;
    return null;
end;
$$;

comment on function commerce_private.tg_ledger_entries_check_balance() is
$md$Refuse a posting whose legs do not sum to zero in each currency. At the end of the statement, or at commit when deferred. Raises `VS901`.$md$;

revoke all on function commerce_private.tg_ledger_entries_check_balance() from public;
