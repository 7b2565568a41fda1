create or replace function commerce_private.trusted_organization_id()
returns uuid
language sql
stable
parallel safe
return case
    -- Few functions: each is prepared anew in every transaction.
    when commerce_private.is_backend() then nullif(current_setting('commerce.organization_id', true), '')::uuid
end;

comment on function commerce_private.trusted_organization_id() is
$md$The organization in context when a trusted backend asks, in its own name and by plain settings; null for everybody else.

What `require` would find for that caller, without a look at any table: whether there is such an
organization, and whether it is active, is still to be asked.

Raises `22P02` when the setting is no uuid, for the caller to catch: to look at its shape first cost as
much as everything else here together.$md$;

revoke all on function commerce_private.trusted_organization_id() from public;
