create or replace function commerce_private.count_party(
    participants jsonb
)
returns integer
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_party bigint;
begin
    if jsonb_typeof(participants) is distinct from 'object' or length(participants::text) > 10000 or exists (
        select
        from jsonb_each(participants) as who
        where (who.value::text ~ '^[0-9]{1,5}$') is not true or length(who.key) not between 1 and 100
    ) then
        perform commerce_private.refuse_range('participants', 'Send how many of which kind, such as {"adult":2}.');
    end if;
    select sum(who.value::integer)
    into v_party
    from jsonb_each_text(participants) as who;
    if v_party is null or v_party not between 1 and 100000 then
        perform commerce_private.refuse_range('participants', 'Send at least one person; if nobody comes, cancel the booking.');
    end if;
    return v_party;
end;
$$;

comment on function commerce_private.count_party(jsonb) is
$md$How many people `{"adult": 2, "child": 1}` are.

Raises `VB101`.$md$;

revoke all on function commerce_private.count_party(jsonb) from public;
