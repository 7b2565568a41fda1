create or replace function commerce_private.is_plain_start(
    offer commerce_private.offers,
    starts_at timestamptz,
    at timestamptz
)
returns boolean
language sql
stable
parallel safe
return offer.is_plain
    -- First, and so never false by an error: false also for instants that no clock knows.
    and not offer.shut @> is_plain_start.starts_at
    and date_bin(offer.step, is_plain_start.starts_at, offer.anchor) = is_plain_start.starts_at
    and offer.ahead @> (timestamp '1970-01-01' + (is_plain_start.starts_at - is_plain_start.at))
    and offer.starts @> (extract(epoch from is_plain_start.starts_at at time zone offer.timezone) % 604800);

comment on function commerce_private.is_plain_start(commerce_private.offers, timestamptz, timestamptz) is
$md$Whether the compiled offer alone can say yes: the person may begin then, whoever else holds the time.

No means nothing: ask `refusal`. A body that PostgreSQL writes into the statement, of few functions,
because each of them costs as much to prepare as to call.$md$;

revoke all on function commerce_private.is_plain_start(commerce_private.offers, timestamptz, timestamptz) from public;
