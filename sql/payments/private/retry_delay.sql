create or replace function commerce_private.retry_delay(
    attempts integer,
    data jsonb
)
returns interval
language sql
immutable
parallel safe
return make_interval(secs => case
    when jsonb_typeof(data -> 'retry_after') = 'number'
        then least(greatest((data -> 'retry_after')::numeric, 1), 3600)::double precision
    else least(power(2, least(greatest(attempts, 1), 12) - 1), 900)
end);

comment on function commerce_private.retry_delay(integer, jsonb) is
$md$How long to wait before a command is tried again: what the gateway asked for, else 1, 2, 4 … seconds, at most 15 minutes.$md$;

revoke all on function commerce_private.retry_delay(integer, jsonb) from public;
