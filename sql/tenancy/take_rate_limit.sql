create or replace function commerce.take_rate_limit(
    scope text,
    subject text,
    max integer = null,
    per interval = null
)
returns integer
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_role text := commerce_private.caller_role();
    v_limit jsonb;
    v_max integer := take_rate_limit.max;
    v_per interval := take_rate_limit.per;
    v_bucket commerce_private.rate_limits;
begin
    if take_rate_limit.scope is null or length(take_rate_limit.scope) not between 1 and 50 then
        perform commerce_private.refuse_input('scope', 'length');
    elsif take_rate_limit.subject is null or length(take_rate_limit.subject) not between 1 and 200 then
        perform commerce_private.refuse_input('subject', 'length');
    end if;
    if v_max is null or v_per is null then
        v_limit := commerce_private.platform_setting('rate_limits') -> take_rate_limit.scope;
        v_max := coalesce(v_max, (v_limit ->> 'max')::integer);
        v_per := coalesce(v_per, (v_limit ->> 'per')::interval);
    end if;
    if v_max is null or v_max not between 1 and 1000000 then
        perform commerce_private.refuse_input('max', 'out_of_bounds');
    elsif v_per is null or v_per <= interval '0' or v_per > interval '1 day' then
        perform commerce_private.refuse_input('per', 'out_of_bounds');
    end if;

    -- A bucket belongs to its organization and to the kind of caller: nobody can fill another's. The
    -- clock is read under the row's lock.
    insert into commerce_private.rate_limits as bucket (scope, subject, window_starts_at, window_ends_at, taken)
    values (
        take_rate_limit.scope,
        concat_ws(
            '/', v_role, commerce_private.current_organization_id(),
            case when v_role = 'commerce_user' then commerce_private.current_user_id() end, take_rate_limit.subject
        ),
        commerce_private.clock(), commerce_private.clock() + v_per, 1
    )
    on conflict on constraint rate_limits_pkey do update
    set (window_starts_at, window_ends_at, taken) = (
        select
            case when bucket.window_ends_at <= now.at then now.at else bucket.window_starts_at end,
            case when bucket.window_ends_at <= now.at then now.at + v_per else bucket.window_ends_at end,
            case when bucket.window_ends_at <= now.at then 1 else bucket.taken + 1 end
        from commerce_private.clock() as now (at)
    )
    returning * into v_bucket;
    if v_bucket.taken > v_max then
        raise exception using
            errcode = 'VT501',
            message = 'too many requests',
            detail = jsonb_build_object(
                'scope', take_rate_limit.scope,
                'retry_after', greatest(1, ceil(extract(epoch from v_bucket.window_ends_at - commerce_private.clock())))
            ),
            hint = 'Wait as many seconds as retry_after says.';
    end if;
    return v_max - v_bucket.taken;
end;
$$;

comment on function commerce.take_rate_limit(text, text, integer, interval) is
$md$Count one request of a subject (a user, an address), and refuse when there were too many in its window.

Call it first and in a transaction of its own: a refusal rolls back what it counted, and the row stays
locked until then. `max` and `per` default to what the setting `rate_limits` says for the scope. Windows
are fixed; each starts with the first request after the last one ended. The rest that may still be
taken comes back.

Raises `VT501` (scope, retry_after in seconds), `VT101` bad input or a scope without a limit.$md$;

revoke all on function commerce.take_rate_limit(text, text, integer, interval) from public;
grant execute on function commerce.take_rate_limit(text, text, integer, interval)
to commerce_anon, commerce_user, commerce_service, commerce_relay, commerce_worker, commerce_platform;
