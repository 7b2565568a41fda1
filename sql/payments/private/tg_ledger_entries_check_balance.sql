create or replace function commerce_private.tg_ledger_entries_check_balance()
returns trigger
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_posting_id uuid;
begin
    select posted.posting_id
    into v_posting_id
    from posted
    group by posted.organization_id, posted.posting_id, posted.currency
    having sum(posted.amount_minor) <> 0
    limit 1;
    if v_posting_id is not null then
        raise exception using
            errcode = 'VS901',
            message = 'the legs of a posting do not sum to zero',
            detail = jsonb_build_object('posting_id', v_posting_id),
            hint = 'Post both legs in one statement, through commerce_private.post_ledger.';
    end if;
    return null;
end;
$$;

comment on function commerce_private.tg_ledger_entries_check_balance() is
$md$Refuse a posting whose legs do not sum to zero in each currency; works on the transition table `posted`.

What one statement adds balances in itself, so that every posting does at every moment: what was
written before cannot be changed. Raises `VS901`.$md$;

revoke all on function commerce_private.tg_ledger_entries_check_balance() from public;
