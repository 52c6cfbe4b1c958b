-- Figures of the desk for requests: what was decided, why not, how long it took, what waits.
create index limit_decision_by_time on madoguchi.limit_decision (decided_at, ref);

create function madoguchi.limit_figures(p_from date, p_to date) returns table (figure text, code text, week date, number integer, hours numeric)
language sql stable set timezone = 'Asia/Tokyo' set search_path = pg_catalog, madoguchi as $$
  with d as (
    select d.outcome, d.reasons, d.decided_at, r.received_at, r.promised_by
    from madoguchi.limit_decision d join madoguchi.limit_request r on r.ref = d.request_ref
    where d.decided_at >= p_from::timestamptz and d.decided_at < (p_to + 1)::timestamptz)
  select 'DECISIONS', d.outcome, date_trunc('week', d.decided_at)::date, count(*)::integer, null::numeric
  from d group by d.outcome, date_trunc('week', d.decided_at)
  union all
  select 'REASONS', w.reason, null, count(*)::integer, null
  from d cross join unnest(d.reasons) w(reason) group by w.reason
  union all
  select 'ANSWERS', case when d.decided_at < (d.promised_by + 1)::timestamptz then 'IN_TIME' else 'LATE' end, null, count(*)::integer, null
  from d where d.outcome in ('APPROVED', 'DECLINED') group by 2
  union all
  select 'TIME', t.share, null, count(*)::integer,
         round(extract(epoch from percentile_cont(t.part) within group (order by d.decided_at - d.received_at)) / 3600, 1)
  from d cross join (values ('MEDIAN', 0.5), ('NINE_OF_TEN', 0.9)) t(share, part)
  where d.outcome in ('APPROVED', 'DECLINED') group by t.share, t.part
  union all
  select 'WAITING', case when r.promised_by < clock_timestamp()::date then 'LATE' when r.promised_by = clock_timestamp()::date then 'TODAY' else 'LATER' end,
         null, count(*)::integer, null
  from madoguchi.limit_request r where r.state in ('OPEN', 'HELD', 'AT_MEMBER') and r.ended_at is null group by 2
$$;
comment on function madoguchi.limit_figures(date, date) is
  'For the days from and to, in Tokyo: DECISIONS by outcome and week (its Monday), REASONS, ANSWERS in time or late, TIME from receipt to answer in hours (median, nine of ten); and what is WAITING now by its promise.';
