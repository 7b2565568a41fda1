create or replace function commerce_private.is_secret_name(
    name text
)
returns boolean
language sql
immutable
parallel safe
return name ~ '^[A-Za-z0-9_][A-Za-z0-9_.-]{0,199}$'
    and name !~ '^(sk|rk|pk|whsec|sk_test|sk_live|FLWSECK|FLWPUBK)[_-]';

comment on function commerce_private.is_secret_name(text) is
$md$Is this the name of a secret, rather than a secret somebody pasted?$md$;

revoke all on function commerce_private.is_secret_name(text) from public;
