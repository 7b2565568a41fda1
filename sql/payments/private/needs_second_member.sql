create or replace function commerce_private.needs_second_member(
    caller commerce_private.caller,
    payment commerce.payments
)
returns boolean
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
select coalesce(
    (caller).role = 'commerce_user'
    and (payment).amount_minor > (commerce_private.setting((caller).organization_id, 'four_eyes_minor') #>> '{}')::bigint
    and ((payment).next_action ->> 'type' is distinct from 'approval' or (payment).actor_user_id = (caller).user_id),
    false
);
$$;

comment on function commerce_private.needs_second_member(commerce_private.caller, commerce.payments) is
$md$Does this much money, by setting `four_eyes_minor`, still need another member's word?$md$;

revoke all on function commerce_private.needs_second_member(commerce_private.caller, commerce.payments) from public;
