create or replace function commerce.offer_waitlist(
    max_rows integer = 100
)
returns integer
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_organization_id uuid;
    v_done integer := 0;
begin
    perform commerce_private.require('worker');
    if max_rows is null or max_rows not between 1 and 100000 then
        raise exception using
            errcode = 'VS101',
            message = 'bad sweep argument',
            detail = jsonb_build_object('argument', 'max_rows'),
            hint = 'Send a number from 1 to 100000.';
    end if;
    -- Across organizations, by id: two workers queue for them in the same order.
    for v_organization_id in
        select entry.organization_id
        from commerce.waitlist_entries as entry
        where entry.status in ('waiting', 'offered')
        group by entry.organization_id
        order by entry.organization_id
    loop
        exit when v_done >= max_rows;
        v_done := v_done + commerce_private.settle_offers(v_organization_id);
        v_done := v_done + commerce_private.offer_next(v_organization_id, greatest(max_rows - v_done, 1));
    end loop;
    return v_done;
end;
$$;

comment on function commerce.offer_waitlist(integer) is
$md$Sweep the waiting lists: note which offers were taken or missed, and offer what is free to the next who waits for it.

The worker's, across organizations, about `max_rows` entries a call. An offer is a hold of `waitlist_offer_minutes`,
which nobody else can take; when it lapses the next in the queue gets it. What a cancelled booking frees is
offered in the same transaction already. Returns how many entries changed.

Raises `VS101` bad `max_rows`.$md$;

revoke all on function commerce.offer_waitlist(integer) from public;
grant execute on function commerce.offer_waitlist(integer) to commerce_worker;
