create or replace function commerce_private.check_buyer(
    caller commerce_private.caller,
    has_customer boolean,
    lines commerce_private.priced_line[]
)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    if (not has_customer or caller.role = 'commerce_anon') and exists (
        select
        from unnest(check_buyer.lines) as line
        where line.kind in ('package', 'subscription')
    ) then
        -- Visitors buy none: whether an address is known here is nothing that they may learn.
        perform commerce_private.refuse_item(null, 'needed_for_plans', 'customer');
    end if;
end;
$$;

comment on function commerce_private.check_buyer(
    commerce_private.caller, boolean, commerce_private.priced_line[]
) is
$md$Refuse packages and subscriptions for which there is no customer whose they would be.

Raises `VO101` (`needed_for_plans`).$md$;

revoke all on function commerce_private.check_buyer(
    commerce_private.caller, boolean, commerce_private.priced_line[]
) from public;
