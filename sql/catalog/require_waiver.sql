create or replace function commerce.require_waiver(
    service_id uuid = null,
    title text = null,
    body text = null,
    is_same_day boolean = null,
    is_for_each boolean = null,
    is_required boolean = true
)
returns commerce.waivers
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('manager');
    v_waiver commerce.waivers;
    v_old commerce.waivers;
begin
    perform commerce_private.check_name('title', title);
    if length(body) not between 1 and 100000 then
        perform commerce_private.refuse_catalog_input('body', 'out_of_range', 'Send 1 to 100,000 characters.');
    end if;
    perform commerce_private.refuse_card_number(body);
    if service_id is not null then
        perform
        from commerce.services as service
        where service.organization_id = v_caller.organization_id and service.id = require_waiver.service_id
        for no key update;
        if not found then
            perform commerce_private.refuse_unknown('service', service_id);
        end if;
    end if;

    perform pg_advisory_xact_lock(hashtextextended('commerce.waivers ' || v_caller.organization_id, 0));
    select waiver.*
    into v_old
    from commerce.waivers as waiver
    where waiver.organization_id = v_caller.organization_id
        and waiver.service_id is not distinct from require_waiver.service_id
        and lower(waiver.title) = lower(btrim(require_waiver.title))
        and waiver.status = 'active'
    for no key update;
    if v_old.id is null and (body is null or is_required is false) then
        perform commerce_private.refuse_catalog_input(
            case when body is null then 'body' else 'is_required' end, 'missing',
            'A new waiver needs the text that is signed; only one that is there can be retired.');
    elsif is_required is false then
        update commerce.waivers as waiver
        set status = 'retired'
        where waiver.organization_id = v_caller.organization_id and waiver.id = v_old.id;
    elsif v_old.id is null or v_old.body is distinct from coalesce(body, v_old.body) then
        -- Another text is another version: what was signed before stays readable, and counts no more.
        update commerce.waivers as waiver
        set status = 'retired'
        where waiver.organization_id = v_caller.organization_id and waiver.id = v_old.id;
        insert into commerce.waivers as waiver
            (organization_id, service_id, title, body, version, is_same_day, is_for_each)
        values (
            v_caller.organization_id, require_waiver.service_id, btrim(require_waiver.title),
            require_waiver.body, coalesce(v_old.version, 0) + 1,
            coalesce(require_waiver.is_same_day, v_old.is_same_day, false),
            coalesce(require_waiver.is_for_each, v_old.is_for_each, false)
        )
        returning waiver.id into v_old.id;
    else
        update commerce.waivers as waiver
        set is_same_day = coalesce(require_waiver.is_same_day, waiver.is_same_day),
            is_for_each = coalesce(require_waiver.is_for_each, waiver.is_for_each)
        where waiver.organization_id = v_caller.organization_id and waiver.id = v_old.id;
    end if;
    if is_required is distinct from false then
        update commerce.services as service
        set requires_waiver = true
        where service.organization_id = v_caller.organization_id
            and service.id = require_waiver.service_id
            and not service.requires_waiver;
    end if;
    perform commerce_private.audit(v_caller, 'require_waiver', v_old.id::text, '{title,body}');
    select waiver.*
    into v_waiver
    from commerce.waivers as waiver
    where waiver.organization_id = v_caller.organization_id and waiver.id = v_old.id;
    return v_waiver;
end;
$$;

comment on function commerce.require_waiver(uuid, text, text, boolean, boolean, boolean) is
$md$Have a waiver signed before customers of a service are checked in. Managers and above.

Found by service and `title`. Another `body` makes another version, which has to be signed anew; the old
one is kept for what was signed under it. Without a service the waiver belongs to every service that
`requires_waiver`; naming a service sets that on it. `is_same_day`: it counts only when signed on the day
of the booking. `is_for_each`: each of the party signs. `is_required => false` retires it. Omitted
arguments keep what stands.

Raises `VC101` bad input, `VB202` unknown service, `VT101` card number, `VT302`.$md$;

revoke all on function commerce.require_waiver(uuid, text, text, boolean, boolean, boolean) from public;
grant execute on function commerce.require_waiver(uuid, text, text, boolean, boolean, boolean)
to commerce_user, commerce_service;
