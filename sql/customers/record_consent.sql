create or replace function commerce.record_consent(
    customer_id uuid,
    purpose text,
    is_given boolean,
    source text = null
)
returns commerce.customer_consents
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('user');
    v_customer commerce.customers;
    v_consent commerce.customer_consents;
begin
    if (purpose ~ '^[a-z][a-z0-9_]{0,49}$') is not true then
        perform commerce_private.refuse_customer_input('purpose', 'malformed');
    elsif is_given is null then
        perform commerce_private.refuse_customer_input('is_given', 'missing');
    elsif length(source) > 500 then
        perform commerce_private.refuse_customer_input('source', 'too_long');
    end if;
    perform commerce_private.refuse_card_number(source);
    v_customer := commerce_private.visible_customer(v_caller, customer_id);
    -- The customer is held: what is newest now stays the newest until it is changed here.
    select consent.*
    into v_consent
    from commerce.customer_consents as consent
    where consent.organization_id = v_caller.organization_id
        and consent.customer_id = v_customer.id
        and consent.purpose = record_consent.purpose
    order by consent.id desc
    limit 1;
    if v_consent.is_given = is_given then
        return v_consent;
    end if;
    insert into commerce.customer_consents as consent
        (organization_id, customer_id, purpose, is_given, source, actor_user_id, at)
    values (
        v_caller.organization_id, v_customer.id, record_consent.purpose, record_consent.is_given,
        record_consent.source, v_caller.user_id, commerce_private.clock()
    )
    returning consent.* into v_consent;
    perform commerce_private.audit(v_caller, 'record_consent', v_customer.id::text, array[purpose]);
    return v_consent;
end;
$$;

comment on function commerce.record_consent(uuid, text, boolean, text) is
$md$Write down that a customer gave a permission, or took it back: the newest of a purpose counts.

`purpose` is a word of yours, such as `newsletter` or `sms_reminders`; `source` says how they said so. Saying the same
again writes nothing. For the customer, managers and trusted backends.

Raises `VU201` unknown customer, or somebody else's, `VU101` bad input, `VT101` card number.$md$;

revoke all on function commerce.record_consent(uuid, text, boolean, text) from public;
grant execute on function commerce.record_consent(uuid, text, boolean, text) to commerce_user, commerce_service;
