create or replace function commerce.upsert_customer(
    email text = null,
    first_name text = null,
    last_name text = null,
    phone text = null,
    user_id uuid = null,
    created_via text = 'api',
    customer_id uuid = null,
    timezone text = null,
    locale text = null,
    notes text = null,
    tags text[] = null,
    metadata jsonb = null,
    clear text[] = '{}'
)
returns commerce.customers
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('anyone');
    v_is_trusted boolean := v_caller.role in ('commerce_service', 'commerce_owner')
        or coalesce(commerce_private.member_rank(v_caller.member_role) >= 2, false);
    v_input jsonb;
    v_customer commerce.customers;
    v_known_id uuid;
    v_is_late boolean := false;
    v_constraint text;
    v_user_id uuid := upsert_customer.user_id;
begin
    v_input := commerce_private.check_customer(jsonb_strip_nulls(jsonb_build_object(
        'email', upsert_customer.email, 'first_name', upsert_customer.first_name,
        'last_name', upsert_customer.last_name, 'phone', upsert_customer.phone,
        'timezone', upsert_customer.timezone, 'locale', upsert_customer.locale, 'notes', upsert_customer.notes
    )));
    perform commerce_private.check_customer_extras(
        upsert_customer.created_via, upsert_customer.tags, upsert_customer.metadata, upsert_customer.clear
    );
    if not v_is_trusted then
        if v_caller.member_role is not null and v_user_id is distinct from v_caller.user_id then
            perform commerce_private.refuse_caller(v_caller, 'manager');
        elsif v_user_id is not null and (v_caller.role = 'commerce_anon' or v_user_id <> v_caller.user_id) then
            perform commerce_private.refuse_caller(v_caller, 'manager');
        elsif v_input ? 'notes' or upsert_customer.tags is not null or upsert_customer.metadata is not null then
            perform commerce_private.refuse_caller(v_caller, 'manager');
        end if;
        v_user_id := case when v_caller.role = 'commerce_user' then v_caller.user_id end;
    end if;

    -- By id, by user, then by e-mail: whose row it is is decided before anything is written.
    if upsert_customer.customer_id is not null then
        v_customer := commerce_private.visible_customer(v_caller, upsert_customer.customer_id);
    elsif v_user_id is not null then
        select *
        into v_customer
        from commerce.customers as known
        where known.organization_id = v_caller.organization_id and known.user_id = v_user_id
        for no key update;
        if v_customer.id is null then
            v_customer := commerce_private.customer_by_alias(v_caller.organization_id, null, v_user_id, null);
            v_user_id := coalesce(v_customer.user_id, v_user_id);
        end if;
    end if;
    if v_input ? 'email' then
        v_known_id := commerce_private.customer_of_address(v_caller.organization_id, v_input ->> 'email');
        if v_customer.id is not null and v_known_id <> v_customer.id then
            perform commerce_private.refuse_merge('email_taken');
        elsif v_customer.id is null and v_known_id is not null then
            if not v_is_trusted and v_user_id is null then
                -- A visitor learns nothing, and changes nothing, of somebody known by that address.
                return null;
            end if;
            select *
            into v_customer
            from commerce.customers as known
            where known.organization_id = v_caller.organization_id and known.id = v_known_id
            for no key update;
            v_is_late := not found;
            if not v_is_trusted and (
                v_customer.user_id is not null
                or lower(commerce_private.verified_email()) is distinct from lower(v_customer.email)
            ) then
                v_customer := null;
                v_input := v_input - 'email';
            end if;
        end if;
        if v_known_id = v_customer.id and lower(v_customer.email) is distinct from lower(v_input ->> 'email') then
            -- The address of a record that was merged into this one: its own stays.
            v_input := v_input - 'email';
        end if;
    end if;

    if v_customer.id is null and not v_is_late then
        insert into commerce.customers as customer
            (organization_id, user_id, first_name, last_name, email, phone, timezone, locale, created_via, notes, tags,
             metadata)
        values (
            v_caller.organization_id, v_user_id, v_input ->> 'first_name', v_input ->> 'last_name',
            v_input ->> 'email', v_input ->> 'phone', v_input ->> 'timezone', v_input ->> 'locale',
            upsert_customer.created_via, v_input ->> 'notes', coalesce(upsert_customer.tags, '{}'),
            coalesce(upsert_customer.metadata, '{}')
        )
        on conflict do nothing
        returning * into v_customer;
        v_is_late := not found;
    elsif v_customer.id is not null then
        if v_user_id is not null and v_customer.user_id is distinct from v_user_id and (
            v_customer.user_id is not null
            or exists (
                select
                from commerce.customers as known
                where known.organization_id = v_caller.organization_id and known.user_id = v_user_id
            )
        ) then
            perform commerce_private.refuse_merge('other_user');
        end if;
        begin
            update commerce.customers as customer
            set user_id = coalesce(v_user_id, customer.user_id),
                first_name = case when 'first_name' = any (clear) then null else coalesce(v_input ->> 'first_name', customer.first_name) end,
                last_name = case when 'last_name' = any (clear) then null else coalesce(v_input ->> 'last_name', customer.last_name) end,
                email = case when 'email' = any (clear) then null else coalesce(v_input ->> 'email', customer.email) end,
                phone = case when 'phone' = any (clear) then null else coalesce(v_input ->> 'phone', customer.phone) end,
                timezone = case when 'timezone' = any (clear) then null else coalesce(v_input ->> 'timezone', customer.timezone) end,
                locale = case when 'locale' = any (clear) then null else coalesce(v_input ->> 'locale', customer.locale) end,
                notes = case when 'notes' = any (clear) then null else coalesce(v_input ->> 'notes', customer.notes) end,
                tags = case when 'tags' = any (clear) then '{}' else coalesce(upsert_customer.tags, customer.tags) end,
                metadata = case when 'metadata' = any (clear) then '{}' else coalesce(upsert_customer.metadata, customer.metadata) end
            where customer.organization_id = v_caller.organization_id and customer.id = v_customer.id
            returning * into v_customer;
        exception
            when unique_violation then
                -- Somebody took it since we looked.
                get stacked diagnostics v_constraint = constraint_name;
                perform commerce_private.refuse_merge(
                    case v_constraint when 'customers_email_key' then 'email_taken' else 'other_user' end);
        end;
    end if;
    if v_is_late then
        -- A rival made, or merged away, the same customer meanwhile: now there is a row to find.
        return commerce.upsert_customer(
            upsert_customer.email, upsert_customer.first_name, upsert_customer.last_name, upsert_customer.phone,
            upsert_customer.user_id, upsert_customer.created_via, upsert_customer.customer_id,
            upsert_customer.timezone, upsert_customer.locale, upsert_customer.notes, upsert_customer.tags,
            upsert_customer.metadata, upsert_customer.clear
        );
    end if;
    perform commerce_private.link_user(v_caller.organization_id, v_customer.user_id);
    perform commerce_private.audit(
        v_caller, 'upsert_customer', v_customer.id::text,
        array(select jsonb_object_keys(v_input)) || coalesce(clear, '{}')
    );
    return v_customer;
end;
$$;

comment on function commerce.upsert_customer(
    text, text, text, text, uuid, text, uuid, text, text, text, text[], jsonb, text[]
) is
$md$Find a customer by id, user or e-mail and change what is given, or make one.

* `email` one customer each, upper and lower case alike; `phone` in E.164 (spaces and dashes are taken
  out); `timezone` of the IANA database; `created_via`: `admin`, `booking_widget`, `checkout`, `api` or
  `import`.
* An argument left out keeps what stands; `clear` names columns to empty.
* Managers and trusted backends change anybody, and may link a user. A signed-in user changes their
  own row; an existing customer found by e-mail is linked to them only when their claims carry that
  address as verified, else they get a row of their own without it.
* A visitor makes new customers only: for an address that is known the answer is null, and nothing
  changes. `notes`, `tags` and `metadata` are the organization's own.

Raises `VU101` bad input (argument, reason), `VU201` unknown customer, `VU402` address or user belong to
another customer (reason), `VT101` what looks like a card number, `VT302` this caller may not.$md$;

revoke all on function commerce.upsert_customer(
    text, text, text, text, uuid, text, uuid, text, text, text, text[], jsonb, text[]
) from public;
grant execute on function commerce.upsert_customer(
    text, text, text, text, uuid, text, uuid, text, text, text, text[], jsonb, text[]
) to commerce_anon, commerce_user, commerce_service;
