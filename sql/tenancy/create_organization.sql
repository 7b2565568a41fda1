create or replace function commerce.create_organization(
    name text,
    slug text,
    timezone text = 'UTC',
    currency text = 'USD',
    owner_user_id uuid = null,
    owner_email text = null,
    is_published boolean = true
)
returns commerce.organizations
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('platform');
    v_organization commerce.organizations;
    v_name text := btrim(create_organization.name);
    v_slug text := lower(btrim(create_organization.slug));
    v_currency text := upper(create_organization.currency);
begin
    if v_name is null or length(v_name) not between 1 and 200 then
        perform commerce_private.refuse_input('name', 'length');
    elsif v_slug is null or v_slug !~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$' then
        perform commerce_private.refuse_input('slug', 'malformed');
    -- A slug in the shape of an id would catch requests that name another organization by its id.
    elsif v_slug ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' or v_slug ~ '^[0-9a-f]{32}$' then
        perform commerce_private.refuse_input('slug', 'looks_like_an_id');
    elsif not commerce_private.is_timezone(create_organization.timezone) then
        perform commerce_private.refuse_input('timezone', 'not_a_timezone');
    elsif not exists (select from commerce.currencies as known where known.code = v_currency) then
        perform commerce_private.refuse_input('currency', 'unknown');
    elsif not commerce_private.is_email(coalesce(create_organization.owner_email, 'a@b')) then
        perform commerce_private.refuse_input('owner_email', 'not_an_email');
    end if;
    perform commerce_private.refuse_card_number(v_name);

    insert into commerce.organizations (name, slug, timezone, currency, is_published)
    values (v_name, v_slug, create_organization.timezone, v_currency, coalesce(create_organization.is_published, true))
    on conflict do nothing
    returning * into v_organization;
    if not found then
        raise exception using
            errcode = 'VT401',
            message = 'the slug is taken',
            detail = jsonb_build_object('reason', 'slug_taken'),
            hint = 'Choose another slug.';
    end if;
    insert into commerce_private.directory (kind, key, organization_id)
    values ('slug', v_slug, v_organization.id);
    insert into commerce_private.organization_secrets (organization_id, token_secret)
    values (
        v_organization.id,
        sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()))
    );
    if create_organization.owner_user_id is not null then
        insert into commerce.members (organization_id, user_id, role, email)
        values (v_organization.id, create_organization.owner_user_id, 'owner', create_organization.owner_email);
    end if;
    v_caller.organization_id := v_organization.id;
    perform commerce_private.audit(v_caller, 'create_organization', v_organization.id::text);
    return v_organization;
end;
$$;

comment on function commerce.create_organization(text, text, text, text, uuid, text, boolean) is
$md$Make an organization: its row, its entry in the directory, the secret of its tokens, its first owner.

* `slug`: 1 to 63 letters, digits and hyphens, one of its kind; not in the shape of an id.
* `timezone`: a name of the IANA database. `currency`: ISO 4217.
* `owner_user_id`: may be left out when a trusted backend adds the owner with `commerce.add_member`.
* `is_published`: whether visitors may select it.

For `commerce_platform`.

Raises `VT101` bad input (argument, reason), `VT302` this caller may not, `VT401` slug taken.$md$;

revoke all on function commerce.create_organization(text, text, text, text, uuid, text, boolean) from public;
grant execute on function commerce.create_organization(text, text, text, text, uuid, text, boolean)
to commerce_platform;
