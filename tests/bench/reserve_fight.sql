-- every :rivals calls in a row want the same half hour of the same person
select bench.fight(:label, n / (:rivals)::bigint, (:first_day)::timestamptz + interval '1500 days')
from nextval('bench.fight_n') as n;
