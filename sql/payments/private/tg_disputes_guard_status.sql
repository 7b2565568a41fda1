create or replace function commerce_private.tg_disputes_guard_status()
returns trigger
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    if commerce_private.dispute_rank(new.status) < commerce_private.dispute_rank(old.status) then
        raise exception using
            errcode = 'VP403',
            message = 'this dispute cannot go there from its status',
            detail = jsonb_build_object('dispute_id', new.id, 'from_status', old.status, 'to_status', new.status),
            hint = 'A dispute only goes forward.';
    end if;
    return new;
end;
$$;

comment on function commerce_private.tg_disputes_guard_status() is
$md$Refuse to put a dispute back, whoever writes. Raises `VP403`.$md$;

revoke all on function commerce_private.tg_disputes_guard_status() from public;
