create or replace function commerce_private.number_mask(
    format text,
    out mask text,
    out letters text
)
returns record
language plpgsql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
begin
    -- Formats are of capitals, digits and dashes, and of 32 characters at most.
    letters := left('abcdefghijklmnopqrstuvwxyz[]^_`{', length(format) - length(replace(format, 'X', '')));
    mask := format;
    for v_at in 1..length(letters) loop
        mask := overlay(mask placing substr(letters, v_at, 1) from strpos(mask, 'X'));
    end loop;
end;
$$;

comment on function commerce_private.number_mask(text) is
$md$A format of numbers with a letter of its own in the place of every `X`, and these letters: what `draw_number` fills.$md$;

revoke all on function commerce_private.number_mask(text) from public;
