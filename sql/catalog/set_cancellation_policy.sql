create or replace function commerce.set_cancellation_policy(
    name text = null,
    tiers jsonb = null,
    is_deposit_refundable boolean = null,
    no_show_percent integer = null,
    max_moves integer = null,
    move_notice_hours integer = null,
    cancellation_policy_id uuid = null,
    clear text[] = null
)
returns commerce.cancellation_policies
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('manager');
    v_tiers jsonb := commerce_private.read_tiers(tiers);
    v_policy commerce.cancellation_policies;
begin
    perform commerce_private.check_name('name', name, is_needed => false);
    perform commerce_private.check_range('no_show_percent', no_show_percent, 0, 100);
    perform commerce_private.check_range('max_moves', max_moves, 0, 1000);
    perform commerce_private.check_range('move_notice_hours', move_notice_hours, 0, 8760);
    perform commerce_private.check_clear(clear, '{max_moves}');

    -- One at a time: the name of a policy is what it is found by.
    perform pg_advisory_xact_lock(hashtextextended('commerce.cancellation_policies ' || v_caller.organization_id, 0));
    select policy.id
    into v_policy.id
    from commerce.cancellation_policies as policy
    where policy.organization_id = v_caller.organization_id
        and case when set_cancellation_policy.cancellation_policy_id is not null
                 then policy.id = set_cancellation_policy.cancellation_policy_id
                 else policy.name = set_cancellation_policy.name end
    for no key update;
    if v_policy.id is null and cancellation_policy_id is not null then
        perform commerce_private.refuse_unknown('cancellation policy', cancellation_policy_id);
    elsif v_policy.id is null and num_nulls(name, tiers) > 0 then
        perform commerce_private.refuse_catalog_input(case when name is null then 'name' else 'tiers' end,
            'missing', 'A new policy needs a name and tiers.');
    elsif v_policy.id is not null and exists (
        select
        from commerce.cancellation_policies as other
        where other.organization_id = v_caller.organization_id
            and other.name = set_cancellation_policy.name
            and other.id <> v_policy.id
    ) then
        perform commerce_private.refuse_catalog_input('name', 'taken', 'Another policy has this name.');
    end if;

    if v_policy.id is null then
        insert into commerce.cancellation_policies as policy
            (organization_id, name, tiers, is_deposit_refundable, no_show_percent, max_moves, move_notice_hours)
        values (
            v_caller.organization_id, set_cancellation_policy.name, v_tiers,
            coalesce(set_cancellation_policy.is_deposit_refundable, true),
            coalesce(set_cancellation_policy.no_show_percent, 100), set_cancellation_policy.max_moves,
            coalesce(set_cancellation_policy.move_notice_hours, 0)
        )
        returning policy.id into v_policy.id;
    else
        update commerce.cancellation_policies as policy
        set name = coalesce(set_cancellation_policy.name, policy.name),
            tiers = coalesce(v_tiers, policy.tiers),
            is_deposit_refundable
                = coalesce(set_cancellation_policy.is_deposit_refundable, policy.is_deposit_refundable),
            no_show_percent = coalesce(set_cancellation_policy.no_show_percent, policy.no_show_percent),
            max_moves = case when 'max_moves' = any(clear) then null
                             else coalesce(set_cancellation_policy.max_moves, policy.max_moves) end,
            move_notice_hours = coalesce(set_cancellation_policy.move_notice_hours, policy.move_notice_hours)
        where policy.organization_id = v_caller.organization_id and policy.id = v_policy.id;
    end if;
    perform commerce_private.audit(v_caller, 'set_cancellation_policy', v_policy.id::text, array(
        select given.key
        from jsonb_each(jsonb_build_object(
            'name', name, 'tiers', tiers, 'is_deposit_refundable', is_deposit_refundable,
            'no_show_percent', no_show_percent, 'max_moves', max_moves, 'move_notice_hours', move_notice_hours
        )) as given (key, value)
        where given.value <> 'null'
    ) || coalesce(clear, '{}'));
    select policy.*
    into v_policy
    from commerce.cancellation_policies as policy
    where policy.organization_id = v_caller.organization_id and policy.id = v_policy.id;
    return v_policy;
end;
$$;

comment on function commerce.set_cancellation_policy(
    text, jsonb, boolean, integer, integer, integer, uuid, text[]
) is
$md$Say what it costs to cancel a booking, how often it may be moved, and what is kept of a no-show. Managers and above.

`tiers` is `[{"hours_before": 48, "kept_percent": 0}, {"hours_before": 24, "kept_percent": 50, "kept_minor": 0}]`:
of those that are met the one with the longest notice counts, and `kept_percent` of the price, at least
`kept_minor`, is kept. With less notice than any tier asks for customers can no longer cancel by themselves,
and everything is kept. `is_deposit_refundable => false` keeps the deposit in any case (true);
`no_show_percent` is kept when nobody came (100); `max_moves` is how often customers may move a booking
(null: any number), `move_notice_hours` how long before its start (0). Hours are elapsed time.

Found by `cancellation_policy_id`, else by name; on an existing row a null argument keeps the value,
`clear` empties `max_moves`. Services name their policy; every booking keeps a copy of it from the moment it
is made, so that a change here touches later bookings only.

Raises `VC101` bad input, `VB202` unknown policy.$md$;

revoke all on function commerce.set_cancellation_policy(
    text, jsonb, boolean, integer, integer, integer, uuid, text[]
) from public;
grant execute on function commerce.set_cancellation_policy(
    text, jsonb, boolean, integer, integer, integer, uuid, text[]
) to commerce_user, commerce_service;
