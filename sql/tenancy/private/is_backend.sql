create or replace function commerce_private.is_backend()
returns boolean
language sql
stable
parallel safe
-- Roles have no name with a bar in it that could make up for another one.
return concat(current_setting('role'), '|', current_setting('request.jwt.claims', true),
              current_setting('commerce.user_id', true)) = 'commerce_service|';

comment on function commerce_private.is_backend() is
$md$Does a trusted backend ask, in its own name and by plain settings? Then `caller_role` is commerce_service, and there is no user.$md$;

revoke all on function commerce_private.is_backend() from public;
