-- What waits at the desks of the reviewers, and what was done at a place: the figures of home, each in one statement.
create index login_lock_by_time on madoguchi.login_lock (locked_at, id);
create index login_lock_cleared_by_place on madoguchi.login_lock (cleared_place_no, cleared_at) where cleared_at is not null;
create index approval_asked_by_place on madoguchi.approval (place_no, made_at);
create index hand_off_taken_by_place on madoguchi.hand_off (place_no, taken_at) where taken_at is not null;

create function madoguchi.desk_queues() returns table (queue text, waiting integer, since timestamptz, late integer)
language sql stable set timezone = 'Asia/Tokyo' set search_path = pg_catalog, madoguchi as $$
  select 'INCOME', count(distinct i.sending_ref)::integer, min(i.received_at), null::integer
  from madoguchi.income_certificate i where i.state in ('QUARANTINED', 'READY')
  union all
  select 'LIMIT', count(*)::integer, min(r.received_at), count(*) filter (where r.promised_by < clock_timestamp()::date)::integer
  from madoguchi.limit_request r
  where r.state in ('OPEN', 'HELD', 'AT_MEMBER') and r.ended_at is null
    and r.received_at > (clock_timestamp()::date - madoguchi.setting_int('limit.request_days', clock_timestamp()))::timestamptz
  union all
  select 'PERIODIC', count(*)::integer, min(p.found_at), count(*) filter (where p.due_by < clock_timestamp()::date)::integer
  from madoguchi.periodic_review p where p.state = 'AT_REVIEW'
$$;
comment on function madoguchi.desk_queues() is
  'What waits for reviewers now: INCOME sendings of certificates that are not decided, LIMIT requests that may still be decided, PERIODIC reviews at the desk. since is when the oldest came; late counts those after their promised day, null where none is promised.';

create function madoguchi.desk_figures(p_from date, p_to date, p_place_no text)
returns table (figure text, code text, hour integer, number integer, minutes numeric)
language sql stable set timezone = 'Asia/Tokyo' set search_path = pg_catalog, madoguchi as $$
  select 'LOCKED', coalesce(a.channel, 'STAFF'), extract(hour from l.locked_at)::integer, count(*)::integer, null::numeric
  from madoguchi.login_lock l
  left join lateral (select t.channel from madoguchi.login_attempt t
                     where t.member_no = l.member_no and t.at = l.locked_at limit 1) a on l.locked_by is null
  where l.locked_at >= p_from::timestamptz and l.locked_at < (p_to + 1)::timestamptz
  group by 2, 3
  union all
  select 'CLEARED', c.channel, extract(hour from l.cleared_at)::integer, count(*)::integer, null
  from madoguchi.login_lock l join madoguchi.contact c on c.contact_no = l.cleared_contact_no
  where l.cleared_place_no = p_place_no and l.cleared_at >= p_from::timestamptz and l.cleared_at < (p_to + 1)::timestamptz
  group by 2, 3
  union all
  select 'CONTACT', case when c.closed_at is null then 'OPEN' else coalesce(c.cause, 'NONE') end, null, count(*)::integer, null
  from madoguchi.contact c
  where c.place_no = p_place_no and c.opened_at >= p_from::timestamptz and c.opened_at < (p_to + 1)::timestamptz
  group by 2
  union all
  select 'TIME', w.what || '_' || s.share, null, count(*)::integer,
         round(extract(epoch from percentile_cont(s.part) within group (order by w.took)) / 60, 1)
  from (
    select 'CONTACT' as what, c.closed_at - c.opened_at as took from madoguchi.contact c
    where c.place_no = p_place_no and c.closed_at is not null
      and c.opened_at >= p_from::timestamptz and c.opened_at < (p_to + 1)::timestamptz
    union all
    select 'APPROVAL', a.decided_at - a.made_at from madoguchi.approval a
    where a.place_no = p_place_no and a.decision in ('APPROVED', 'REFUSED')
      and a.made_at >= p_from::timestamptz and a.made_at < (p_to + 1)::timestamptz
    union all
    select 'HAND_OFF', h.taken_at - h.made_at from madoguchi.hand_off h
    where h.place_no = p_place_no and h.taken_at >= p_from::timestamptz and h.taken_at < (p_to + 1)::timestamptz) w
  cross join (values ('MEDIAN', 0.5), ('NINE_OF_TEN', 0.9)) s(share, part)
  group by w.what, s.share, s.part
$$;
comment on function madoguchi.desk_figures(date, date, text) is
  'For the days from and to, in Tokyo: LOCKED members of the whole company by hour and the channel of the last failure (STAFF when a person locked); and of the place CLEARED locks by hour and channel of the contact, CONTACT opened by cause (OPEN while it is, NONE without a cause), TIME in minutes: CONTACT from opening to close, APPROVAL from the request to the answer, HAND_OFF from making to arrival, each as MEDIAN and NINE_OF_TEN of number.';
