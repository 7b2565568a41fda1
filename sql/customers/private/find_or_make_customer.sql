create or replace function commerce_private.find_or_make_customer(
    caller commerce_private.caller,
    customer_id uuid,
    customer jsonb,
    created_via text
)
returns commerce.customers
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_input jsonb := '{}'::jsonb;
    v_customer commerce.customers;
    v_is_trusted boolean := caller.role in ('commerce_service', 'commerce_owner') or caller.member_role is not null;
    -- Whom the caller shops for themself: members and visitors act for others, or for nobody known.
    v_user_id uuid := case when caller.role <> 'commerce_anon' and caller.member_role is null then caller.user_id end;
begin
    if jsonb_typeof(find_or_make_customer.customer) <> 'null' then
        v_input := commerce_private.check_customer(find_or_make_customer.customer);
    end if;

    if find_or_make_customer.customer_id is not null then
        select *
        into v_customer
        from commerce.customers as known
        where known.organization_id = caller.organization_id and known.id = find_or_make_customer.customer_id;
        if not found then
            v_customer := commerce_private.customer_by_alias(
                caller.organization_id, find_or_make_customer.customer_id, null, null);
        end if;
        if v_customer.id is null or not (v_is_trusted or v_customer.user_id is not distinct from coalesce(v_user_id, caller.organization_id)) then
            raise exception using
                errcode = 'VU201',
                message = 'customer not found',
                detail = jsonb_build_object('customer_id', find_or_make_customer.customer_id),
                hint = 'Leave customer_id out to order as yourself, or as a guest with an e-mail address.';
        end if;
        perform commerce_private.refuse_blocked(v_customer);
        return v_customer;
    end if;

    if v_user_id is not null then
        select *
        into v_customer
        from commerce.customers as known
        where known.organization_id = caller.organization_id and known.user_id = v_user_id;
        if not found then
            v_customer := commerce_private.customer_by_alias(caller.organization_id, null, v_user_id, null);
        end if;
        if v_customer.id is not null then
            perform commerce_private.refuse_blocked(v_customer);
            return v_customer;
        end if;
    elsif v_input = '{}' then
        return null;
    end if;

    -- Found by e-mail: a trusted caller may have the row, anybody else learns nothing from it.
    if v_input ? 'email' then
        select *
        into v_customer
        from commerce.customers as known
        where known.organization_id = caller.organization_id and lower(known.email) = lower(v_input ->> 'email');
        if not found then
            v_customer := commerce_private.customer_by_alias(caller.organization_id, null, null, v_input ->> 'email');
        end if;
        if v_customer.id is not null then
            perform commerce_private.refuse_blocked(v_customer);
            if v_user_id is null then
                return case when v_is_trusted then v_customer end;
            elsif v_customer.user_id is null
                and (v_is_trusted or lower(commerce_private.verified_email()) = lower(v_customer.email)) then
                begin
                    update commerce.customers as known
                    set user_id = v_user_id
                    where known.organization_id = caller.organization_id
                        and known.id = v_customer.id
                        and known.user_id is null
                    returning known.user_id into v_customer.user_id;
                exception
                    when unique_violation then
                        -- They got a record of their own meanwhile: below it is found.
                        v_customer.user_id := null;
                end;
                if v_customer.user_id is not null then
                    perform commerce_private.link_user(caller.organization_id, v_user_id);
                    return v_customer;
                end if;
            end if;
            v_input := v_input - 'email';
        end if;
    end if;

    -- Twice at most: a rival who made the same customer meanwhile leaves the second round the e-mail's
    -- owner to find, or our own row.
    insert into commerce.customers
        (organization_id, user_id, first_name, last_name, email, phone, timezone, locale, created_via, notes, metadata)
    values (
        caller.organization_id, v_user_id, v_input ->> 'first_name', v_input ->> 'last_name', v_input ->> 'email',
        v_input ->> 'phone', v_input ->> 'timezone', v_input ->> 'locale', find_or_make_customer.created_via,
        case when v_is_trusted then v_input ->> 'notes' end,
        case when v_is_trusted then coalesce(v_input -> 'metadata', '{}') else '{}' end
    )
    on conflict do nothing
    returning * into v_customer;
    if not found then
        if v_user_id is null and not v_is_trusted then
            return null;
        end if;
        return commerce_private.find_or_make_customer(
            caller, null, v_input, find_or_make_customer.created_via
        );
    end if;
    perform commerce_private.link_user(caller.organization_id, v_user_id);
    return v_customer;
end;
$$;

comment on function commerce_private.find_or_make_customer(commerce_private.caller, uuid, jsonb, text) is
$md$The customer a purchase is for: by id, else the caller's own, else by e-mail, else a new one.

* Members and trusted backends may name any customer, and find one by e-mail; signed-in users have
  their own only, visitors none.
* Input from visitors and users never links to an existing customer found by e-mail, unless their
  claims carry the same address as verified. A visitor then gets null, and the order keeps its own
  copy; a user gets a customer of their own without that address.
* The id, user and address of a record that was merged into another find that one.
* An existing row is never changed, but for such a link.
* Null when nothing is known about the buyer.

Raises `VU101` bad input, `VU201` unknown id, `VU301` blocked.$md$;

revoke all on function commerce_private.find_or_make_customer(commerce_private.caller, uuid, jsonb, text) from public;
