create or replace function commerce_private.verified_email()
returns text
language sql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
select case
    when coalesce(claims #>> '{app_metadata,email_verified}', claims ->> 'email_verified') = 'true'
        then claims ->> 'email'
end
from commerce_private.current_claims() as claims;
$$;

comment on function commerce_private.verified_email() is
$md$The e-mail address that the caller's claims call verified, or null.

What a user may edit, such as `user_metadata`, is not asked.$md$;

revoke all on function commerce_private.verified_email() from public;
