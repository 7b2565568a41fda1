create or replace function commerce_private.tg_slot_reservations_keep_whole()
returns trigger
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_is_whole boolean;
begin
    new.starts_at := lower(new.during);
    new.ends_at := upper(new.during);
    if new.status = 'reserved' then
        v_is_whole := new.expires_at is not null and new.occupied @> new.during;
    else
        -- What is confirmed does not lapse.
        if new.status = 'confirmed' then
            new.expires_at := null;
        end if;
        v_is_whole := new.occupied @> new.during;
    end if;
    if not v_is_whole then
        raise exception using
            errcode = 'VS901',
            message = 'a reservation contradicts itself',
            detail = jsonb_build_object('reservation_id', new.id, 'during', new.during, 'occupied', new.occupied,
                                        'status', new.status, 'expires_at', new.expires_at),
            hint = 'A hold ends some time, and what is occupied holds the time the customer sees.';
    end if;
    if tg_op = 'UPDATE' then
        new.updated_at := commerce_private.clock();
    end if;
    return new;
end;
$$;

comment on function commerce_private.tg_slot_reservations_keep_whole() is
$md$Keep a reservation in accord with itself: its start and end are those of its range, what it occupies holds that range, and a hold ends.

One look at the row instead of two generated columns and two checks, which PostgreSQL reads from the
catalogue anew at every statement. Stamps changed rows.

Raises `VS901`.$md$;

revoke all on function commerce_private.tg_slot_reservations_keep_whole() from public;
