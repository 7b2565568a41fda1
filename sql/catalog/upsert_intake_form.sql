create or replace function commerce.upsert_intake_form(
    name text = null,
    fields jsonb = null,
    is_required boolean = null,
    visible_to text = null,
    intake_form_id uuid = null,
    status text = null
)
returns commerce.intake_forms
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('manager');
    v_form commerce.intake_forms;
begin
    perform commerce_private.check_name('name', name, is_needed => false);
    perform commerce_private.check_choice('visible_to', visible_to, '{staff,manager}');
    perform commerce_private.check_choice('status', status, '{active,archived}');
    if fields is not null then
        perform commerce_private.check_form(fields);
    end if;

    perform pg_advisory_xact_lock(hashtextextended('commerce.intake_forms ' || v_caller.organization_id, 0));
    select form.*
    into v_form
    from commerce.intake_forms as form
    where form.organization_id = v_caller.organization_id
        and case when upsert_intake_form.intake_form_id is not null then form.id = upsert_intake_form.intake_form_id
                 else form.name = btrim(upsert_intake_form.name) end
    for no key update;
    if v_form.id is null and intake_form_id is not null then
        perform commerce_private.refuse_unknown('intake form', intake_form_id);
    elsif v_form.id is null and num_nulls(name, fields) > 0 then
        perform commerce_private.refuse_catalog_input(
            case when name is null then 'name' else 'fields' end, 'missing', 'A new form needs a name and fields.');
    elsif exists (
        select
        from commerce.intake_forms as other
        where other.organization_id = v_caller.organization_id
            and other.name = btrim(upsert_intake_form.name)
            and other.id <> v_form.id
    ) then
        perform commerce_private.refuse_catalog_input('name', 'taken', 'Another form has this name.');
    end if;

    if v_form.id is null then
        insert into commerce.intake_forms as form
            (organization_id, name, fields, is_required, visible_to, status)
        values (
            v_caller.organization_id, btrim(upsert_intake_form.name), upsert_intake_form.fields,
            coalesce(upsert_intake_form.is_required, true), coalesce(upsert_intake_form.visible_to, 'staff'),
            coalesce(upsert_intake_form.status, 'active')
        )
        returning form.id into v_form.id;
    else
        update commerce.intake_forms as form
        set name = coalesce(btrim(upsert_intake_form.name), form.name),
            version = form.version
                + case when form.fields <> coalesce(upsert_intake_form.fields, form.fields) then 1 else 0 end,
            fields = coalesce(upsert_intake_form.fields, form.fields),
            is_required = coalesce(upsert_intake_form.is_required, form.is_required),
            visible_to = coalesce(upsert_intake_form.visible_to, form.visible_to),
            status = coalesce(upsert_intake_form.status, form.status)
        where form.organization_id = v_caller.organization_id and form.id = v_form.id;
    end if;
    perform commerce_private.audit(v_caller, 'upsert_intake_form', v_form.id::text, array(
        select given.key
        from jsonb_each(jsonb_build_object(
            'name', name, 'fields', fields, 'is_required', is_required, 'visible_to', visible_to, 'status', status
        )) as given (key, value)
        where given.value <> 'null'
    ));
    select form.*
    into v_form
    from commerce.intake_forms as form
    where form.organization_id = v_caller.organization_id and form.id = v_form.id;
    return v_form;
end;
$$;

comment on function commerce.upsert_intake_form(text, jsonb, boolean, text, uuid, text) is
$md$Make a form that customers of a service answer, or change it. Managers and above.

Found by `intake_form_id`, else by name; null arguments keep what stands. `fields` is
`[{"key":"allergies","label":"Allergies?","kind":"text","is_required":true,"help":…}]`; kinds are `text`,
`long_text`, `number`, `boolean`, `choice` and `choices` (with `choices`), `date`, `email`, `phone`; a field
is required unless `is_required` is false. Other fields make another version; answers keep the one they
were given to. A required form is answered before check-in. `visible_to`: `staff` (whose booking it is),
or `manager`: then staff never see the answers. `upsert_service(intake_form_id => …)` puts it to use.

Raises `VC101` bad input (argument, reason, place), `VB202` unknown form, `VT101` card number, `VT302`.$md$;

revoke all on function commerce.upsert_intake_form(text, jsonb, boolean, text, uuid, text) from public;
grant execute on function commerce.upsert_intake_form(text, jsonb, boolean, text, uuid, text)
to commerce_user, commerce_service;
