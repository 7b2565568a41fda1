create or replace function commerce_private.trusted_organization_id()
returns uuid
language sql
stable
parallel safe
return case
    -- Few functions: each is prepared anew in every transaction.
    when commerce_private.is_backend()
        -- The shape of a uuid, asked without a regular expression: that cost as much as the rest of the answer.
        and translate(current_setting('commerce.organization_id', true), '123456789abcdef', '000000000000000')
            = '00000000-0000-0000-0000-000000000000'
        then current_setting('commerce.organization_id', true)::uuid
end;

comment on function commerce_private.trusted_organization_id() is
$md$The organization in context when a trusted backend asks, in its own name and by plain settings; null for everybody else.

What `require` would find for that caller, without a look at any table: whether there is such an
organization, and whether it is active, is still to be asked.$md$;

revoke all on function commerce_private.trusted_organization_id() from public;
