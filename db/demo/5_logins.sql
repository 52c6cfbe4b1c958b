-- The logins. One plan, two writers: one attempt after the other through the function that the member site uses, or all
-- at once, as the rows that the function would have written. A test compares the two.
--
-- A member logs in in sessions, numbered backwards from the latest, days apart. Each has a kind:
--   PLAIN success · FEW failures, then success · GIVE_UP failures, then silence for more than a day · MAINTENANCE on a
--   Monday morning, success afterwards · OUTAGE, success afterwards · MISTYPED an ID that nobody has, then success ·
--   RETIRED the former Web-ID, then success · LOCK five failures and tries after them, and unless it is the open lock: a
--   clearing at a counter or machine a day or two later, and success there · SHUT after the end of contract or activity.
create unlogged table demo.session (
  i bigint not null, k integer not null, kind text not null,
  at timestamptz not null,          -- its first attempt
  then_at timestamptz,              -- the attempts after maintenance, outage or clearing
  channel text not null, id_kind text not null, id text not null, first_id text, outcome text,
  wrong integer not null,           -- failures
  refused integer not null,         -- tries while locked, shut, under maintenance ...
  wrong_again integer not null,     -- failures after the clearing
  success boolean not null,
  clear_at timestamptz, clear_channel text, clear_place text, clear_machine text, clear_staff text, clear_reason text,
  primary key (i, k)
);

-- The sessions of demo.person since p_since, the latest four in any case, and every one that ended in a lock.
create function demo.plan_sessions(p_since timestamptz, p_now timestamptz) returns void
language plpgsql set search_path = pg_catalog as $$
declare
  v_since     date := (p_since at time zone 'Asia/Tokyo')::date;
  v_outage    date := (demo.outage_from(p_now) at time zone 'Asia/Tokyo')::date;
  v_operators integer := (select count(*) from demo.desk where role = 'OPERATOR');
begin
  truncate demo.session;
  insert into demo.session
  with
  days as materialized (
    select p.*, k, p.i * 4096 + k * 16 as key,
           logs_in_to - offset_days - k * period_days
             - case when k = 0 then 0 else demo.draw(p.i * 4096 + k * 16, 200, period_days / 2 + 1) end as planned_on
    from demo.person p
    cross join lateral generate_series(0, least(greatest(3, cleared_1, cleared_2, (logs_in_to - offset_days - v_since) / period_days + 1),
                                                coalesce(sessions, 200) - 1)) k
    where period_days is not null),
  kinds as materialized (
    select d.*,
           case when lock_channel is not null and k = 0 then lock_channel
                else (array['MEMBER_PAGE', 'MEMBER_PAGE', 'MEMBER_PAGE', 'MEMBER_PAGE', 'APP', 'APP', 'APP', 'APP', 'APP', 'ATM'])[1 + demo.draw(key, 201, 10)] end as channel,
           demo.draw(key, 202, 1000) as luck, date_trunc('week', planned_on)::date as monday
    from days d
    where planned_on > logs_in_from and planned_on < logs_in_to
      and (planned_on >= v_since - 10 or k <= 3 or k = cleared_1 or k = cleared_2)),
  chosen as materialized (
    select s.*,
           case when locked and k = 0 or k = cleared_1 or k = cleared_2 then 'LOCK'
                when wrong_at_last is not null and k = 0 then 'GIVE_UP'
                when planned_on = v_outage and channel <> 'ATM' then 'OUTAGE'
                when luck < 690 then 'PLAIN'
                when luck < 860 then 'FEW'
                when luck < 900 then case when k % 3 = 1 then 'GIVE_UP' else 'FEW' end
                when luck < 935 and channel <> 'ATM' and monday > logs_in_from then 'MAINTENANCE'
                when luck >= 935 and luck < 955 and channel <> 'ATM' then 'MISTYPED'
                when luck >= 955 and luck < 985 and channel <> 'ATM' and former_web_id is not null and planned_on > (web_id_since at time zone 'Asia/Tokyo')::date then 'RETIRED'
                else 'PLAIN' end as kind
    from kinds s),
  timed as materialized (
    select c.*,
           case kind
             when 'MAINTENANCE' then demo.at(monday, 600 + demo.draw(key, 203, 23400))
             when 'OUTAGE' then demo.outage_from(p_now) + make_interval(secs => 300 + demo.draw(key, 203, 6000))
             when 'LOCK' then demo.at(planned_on, 26000 + demo.draw(key, 203, 46000))
             when 'GIVE_UP' then demo.at(planned_on, case when wrong_at_last is not null and k = 0 then 72000 + demo.draw(key, 203, 13000) else 26000 + demo.draw(key, 203, 59000) end)
             else demo.at(planned_on, 26000 + demo.draw(key, 203, 59000)) end as at,
           -- cleared one or two days later, during opening hours: stores on weekdays, machines also at weekends
           case when kind = 'LOCK' and not (locked and k = 0) then demo.at(planned_on + 1 + demo.draw(key, 204, 2), 37800 + demo.draw(key, 205, 19000)) end as clear_at
    from chosen c),
  placed as materialized (
    select t.*, n.store, n.machine, n.clerks[1 + t.key % cardinality(n.clerks)] as clerk,
           case when clear_at is null then null
                when extract(isodow from clear_at at time zone 'Asia/Tokyo') < 6 and demo.draw(key, 206, 10) < 7 then 'STORE' else 'MACHINE' end as clear_channel,
           o.staff_no as operator, o.place_no as operators_place,
           case when channel = 'ATM' then 'CARD'
                when kind = 'RETIRED' then 'WEB_ID'
                when web_id is not null and t.at > web_id_since and demo.draw(key, 207, 100) < 75 then 'WEB_ID' else 'CARD' end as id_kind
    from timed t
    join demo.municipality m on m.position = t.municipality
    join demo.nearest n on n.prefecture = m.prefecture
    join demo.desk o on o.role = 'OPERATOR' and o.position = t.key / 16 % v_operators)
  select
    i, k, kind, at,
    case kind when 'MAINTENANCE' then demo.at(monday, 25500 + demo.draw(key, 208, 1800))
              when 'OUTAGE' then demo.outage_to(p_now) + make_interval(secs => 180 + demo.draw(key, 208, 1200))
              when 'LOCK' then clear_at + make_interval(secs => 130 + demo.draw(key, 208, 120)) end,
    channel, id_kind, case id_kind when 'CARD' then card_no else web_id end,
    case kind when 'MISTYPED' then case id_kind when 'CARD' then '3' || substr(card_no, 2) else left(web_id, 8) end when 'RETIRED' then former_web_id end,
    case kind when 'MAINTENANCE' then 'MAINTENANCE' when 'OUTAGE' then 'OUTAGE' when 'MISTYPED' then 'UNKNOWN_ID' when 'RETIRED' then 'RETIRED_ID' when 'LOCK' then 'LOCKED' end,
    case kind when 'FEW' then 1 + demo.draw(key, 209, 3)
              when 'GIVE_UP' then case when wrong_at_last is not null and k = 0 then wrong_at_last else 1 + demo.draw(key, 209, 2) end
              when 'LOCK' then 5 else 0 end,
    case when kind in ('MAINTENANCE', 'OUTAGE', 'MISTYPED', 'RETIRED') then 1 when kind = 'LOCK' then demo.draw(key, 210, 3) else 0 end,
    case when clear_at is not null and demo.draw(key, 211, 4) = 0 then 1 else 0 end,
    kind <> 'GIVE_UP' and not (kind = 'LOCK' and clear_at is null),
    clear_at, clear_channel,
    case clear_channel when 'STORE' then store when 'MACHINE' then operators_place end,
    case clear_channel when 'MACHINE' then machine end,
    case clear_channel when 'STORE' then clerk when 'MACHINE' then operator end,
    case when clear_at is not null then
      (array['FORGOT_SECRET', 'FORGOT_SECRET', 'FORGOT_SECRET', 'MISTYPED', 'MISTYPED', 'OLD_SECRET', 'WRONG_ID', 'FAMILY_TYPED', 'DEVICE_INPUT', 'OTHER'])[1 + demo.draw(key, 212, 10)] end
  from placed;

  -- After the end of the contract or of activity: a few tries, spread over the time since then.
  insert into demo.session
  select i, 200 + m, 'SHUT', since + (p_now - since) * ((m + demo.draw(key, 213, 900) / 1000.0) / shut_tries), null,
         'MEMBER_PAGE', case when web_id is not null and since > web_id_since then 'WEB_ID' else 'CARD' end,
         case when web_id is not null and since > web_id_since then web_id else card_no end, null, shut_outcome, 0, 1 + demo.draw(key, 214, 2), 0, false
  from (select p.*, m, p.i * 4096 + (200 + m) * 16 as key, greatest(shut_from, p_now - interval '729 days') as since
        from demo.person p cross join lateral generate_series(0, shut_tries - 1) m
        where shut_from is not null) s
  where since + (p_now - since) * ((m + 1.0) / shut_tries) >= p_since;
end $$;

-- The attempts of demo.session in their order, with the outcome that they are meant to have. part 1: against the open
-- service; part 2: after the contract has ended.
create function demo.planned_attempts() returns table (
  i bigint, at timestamptz, k integer, j integer, part integer, id_kind text, id text, matched boolean, channel text, device text, source_address inet,
  outcome text, attempts_left integer)
language sql stable set search_path = pg_catalog as $$
  select s.i, t.at, s.k, j, case when s.outcome = 'CANCELLED' then 2 else 1 end,
         s.id_kind, case when t.outcome in ('UNKNOWN_ID', 'RETIRED_ID') then s.first_id else s.id end,
         t.outcome = 'SUCCESS' or t.outcome not in ('WRONG_SECRET', 'UNKNOWN_ID') and demo.draw(s.i * 4096 + s.k * 16 + j, 220, 2) = 0,
         s.channel,
         case s.channel when 'ATM' then null
           when 'APP' then (array['iPhone, iOS 26.1, app 7.2', 'iPhone, iOS 18.7, app 7.1', 'Android 16, app 7.2', 'Android 14, app 7.0'])[1 + demo.draw(s.i, 221, 4)]
           else (array['Safari, iPhone', 'Chrome, Android', 'Chrome, Windows', 'Edge, Windows', 'Safari, macOS', 'Firefox, Windows'])[1 + demo.draw(s.i, 222, 6)] end,
         case when s.channel = 'ATM' then null
           when demo.draw(s.i * 4096 + s.k * 16, 223, 10) < 3 then ('198.51.100.' || 1 + demo.draw(s.i * 4096 + s.k * 16, 224, 254))::inet
           else ('2001:db8:' || to_hex(demo.draw(s.i, 225, 65536)) || ':' || to_hex(demo.draw(s.i, 226, 65536)) || '::' || to_hex(1 + demo.draw(s.i, 227, 60000)))::inet end,
         t.outcome, t.attempts_left
  from demo.session s
  cross join lateral (
    -- step by step: which outcome, when
    select j,
           case when j <= lead then s.outcome                        -- refused before anything else
                when j <= lead + s.wrong then 'WRONG_SECRET'
                when j <= s.wrong + s.refused then s.outcome          -- locked: tried on
                when j <= s.wrong + s.refused + s.wrong_again then 'WRONG_SECRET'
                else 'SUCCESS' end as outcome,
           case when j <= lead then null
                when j <= lead + s.wrong then 5 - (j - lead)
                when j <= s.wrong + s.refused then null
                when j <= s.wrong + s.refused + s.wrong_again then 4 end as attempts_left,
           case when s.then_at is null or j <= s.wrong + s.refused
                then s.at + make_interval(secs => (j - 1) * 35 + case when j = 1 then 0 else demo.draw(s.i * 4096 + s.k * 16 + j, 228, 30) end)
                else s.then_at + make_interval(secs => (j - 1 - s.wrong - s.refused) * 40) end as at
    from (select case when s.kind = 'LOCK' then 0 else s.refused end as lead) l
    cross join generate_series(1, s.wrong + s.refused + s.wrong_again + s.success::integer) j) t
$$;

-- Clearings: the contact at the counter or machine, the check, the document, the reset where the secret was forgotten.
create function demo.clearing_ref(p_i bigint, p_k integer, p_what text) returns uuid
language sql immutable return md5('demo ' || p_what || ' ' || p_i || ' ' || p_k)::uuid;
-- Numbers of contacts: eight for each member, 0 and 1 for clearings, the others for what 6_contacts.sql writes.
create function demo.contact_no(p_i bigint, p_slot integer) returns text
language sql immutable return 'C' || lpad((1 + p_i * 8 + p_slot)::text, 10, '0');

create view demo.clearing as
select s.i, s.k, p.member_no, demo.contact_no(s.i, case when s.k = p.cleared_1 then 0 else 1 end) as contact_no,
       s.clear_channel as channel, s.clear_place as place_no, s.clear_machine as machine_no, s.clear_staff as staff_no, s.clear_reason as reason,
       s.clear_at - interval '6 minutes' as opened_at, s.clear_at - interval '3 minutes' as checked_at, s.clear_at as cleared_at,
       s.clear_at + interval '9 minutes' as closed_at, s.channel as login_channel,
       case when p.language is not null then 'RESIDENCE_CARD' when s.i % 5 < 3 then 'DRIVERS_LICENCE' else 'MY_NUMBER_CARD' end as document,
       case when p.language is not null then '出入国在留管理庁' when s.i % 5 < 3 then m.prefecture || '公安委員会' else m.name end as issuer,
       p.started_on - 100 as issued_on, (s.clear_at at time zone 'Asia/Tokyo')::date + 90 + (s.i % 1000)::integer as expires_on,
       lpad(demo.draw(s.i, 230, 10000)::text, 4, '0') as last4
from demo.session s join demo.person p on p.i = s.i join demo.municipality m on m.position = p.municipality
where s.clear_at is not null;

create function demo.write_documents(p_i bigint, p_k integer) returns void
language sql set search_path = pg_catalog as $$
  insert into madoguchi.identity_document (check_id, kind, issuer, issued_on, expires_on, reference_last4, name_matched, birth_matched, address_matched, face_matched, chip_read)
  select c.id, v.document, v.issuer, v.issued_on, v.expires_on, case when v.document = 'MY_NUMBER_CARD' then null else v.last4 end, true, true, true, true, false
  from demo.clearing v join madoguchi.identity_check c on c.ref = demo.clearing_ref(v.i, v.k, 'check')
  where (v.i = p_i and v.k = p_k) or p_i is null
  order by v.i, v.cleared_at;
  insert into madoguchi.credential_reset (ref, member_no, contact_no, check_id, secret, requested_at, requested_by)
  select demo.clearing_ref(v.i, v.k, 'reset'), v.member_no, v.contact_no, c.id, case when v.login_channel = 'ATM' then 'PIN' else 'PASSWORD' end, v.cleared_at, v.staff_no
  from demo.clearing v join madoguchi.identity_check c on c.ref = demo.clearing_ref(v.i, v.k, 'check')
  where v.reason = 'FORGOT_SECRET' and ((v.i = p_i and v.k = p_k) or p_i is null)
  order by v.i, v.cleared_at;
$$;

-- First way: as life writes it, in the order of time within each member. An ended contract is open again until its attempts are through.
create function demo.write_logins_one_by_one() returns bigint
language plpgsql set search_path = pg_catalog as $$
declare
  v_step  record;
  v_check bigint;
  v_count bigint := 0;
begin
  update madoguchi.contract c set state = 'ACTIVE', ended_on = null, end_reason = null
  from demo.person p where c.member_no::text = p.member_no and c.started_on = p.started_on and p.state <> 'ACTIVE';
  for v_part in 1 .. 2 loop
    for v_step in
      select a.i, a.at, a.k, a.id_kind, a.id, a.matched, a.channel, a.device, a.source_address, false as clears from demo.planned_attempts() a where a.part = v_part
      union all
      select i, clear_at, k, null, null, null, null, null, null, true from demo.session where clear_at is not null and v_part = 1
      order by 1, 2
    loop
      if v_step.clears then
        insert into madoguchi.contact (contact_no, channel, place_no, machine_no, booth, staff_no, member_no, opened_at)
        select contact_no, channel, place_no, machine_no, case when machine_no is not null then 1 end, staff_no, member_no, opened_at
        from demo.clearing where i = v_step.i and k = v_step.k;
        insert into madoguchi.identity_check (ref, contact_no, member_no, method, result, staff_no, place_no, at, valid_until)
        select demo.clearing_ref(i, k, 'check'), contact_no, member_no, case channel when 'STORE' then 'IN_PERSON' else 'VIDEO' end, 'PASSED', staff_no, place_no,
               checked_at, checked_at + interval '60 minutes'
        from demo.clearing where i = v_step.i and k = v_step.k returning id into v_check;
        update madoguchi.login_lock l set cleared_at = v.cleared_at, cleared_by = v.staff_no, cleared_place_no = v.place_no, cleared_contact_no = v.contact_no,
               cleared_check_id = v_check, clear_reason = v.reason
        from demo.clearing v where v.i = v_step.i and v.k = v_step.k and l.member_no::text = v.member_no and l.cleared_at is null;
        perform demo.write_documents(v_step.i, v_step.k);
        update madoguchi.contact c set closed_at = v.closed_at, category = 'LOGIN', cause = 'LOCKED', outcome = 'LOGIN_CONFIRMED', version = version + 1
        from demo.clearing v where v.i = v_step.i and v.k = v_step.k and c.contact_no::text = v.contact_no;
      else
        perform madoguchi.record_login_attempt(v_step.id_kind, v_step.id, v_step.matched, v_step.channel, v_step.device, v_step.source_address, v_step.at);
        v_count := v_count + 1;
      end if;
    end loop;
    if v_part = 1 then
      update madoguchi.contract c set state = p.state, ended_on = p.ended_on, end_reason = p.end_reason
      from demo.person p where c.member_no::text = p.member_no and c.started_on = p.started_on and p.state <> 'ACTIVE';
    end if;
  end loop;
  update madoguchi.outbox o set fence = 1, tries = 1, sent_at = o.created_at + interval '20 seconds' from demo.person p where o.member_no::text = p.member_no and o.sent_at is null;
  return v_count;
end $$;

-- Second way: what the first would have left behind, but only the attempts since p_since, and nothing in the trail.
create function demo.write_logins_at_once(p_since timestamptz) returns bigint
language plpgsql set search_path = pg_catalog as $$
declare
  v_count bigint;
begin
  insert into madoguchi.login_attempt (at, member_no, id_kind, id_digest, id_shown, channel, outcome, counted, attempts_left, device, source_address)
  select a.at, case when a.outcome <> 'UNKNOWN_ID' then p.member_no end, a.id_kind, sha256(convert_to(a.id_kind || ':' || a.id, 'UTF8')),
         case a.id_kind when 'CARD' then repeat('*', length(a.id) - 4) || right(a.id, 4) else left(a.id, 2) || repeat('*', length(a.id) - 2) end,
         a.channel, a.outcome, a.outcome = 'WRONG_SECRET', a.attempts_left, a.device, a.source_address
  from demo.planned_attempts() a join demo.person p on p.i = a.i
  where a.at >= p_since
  order by a.i, a.at;
  get diagnostics v_count = row_count;

  update madoguchi.last_login l set at = s.at
  from (select p.member_no, max(a.at) as at
        from demo.planned_attempts() a join demo.person p on p.i = a.i
        where a.outcome = 'SUCCESS' group by p.member_no) s
  where l.member_no::text = s.member_no;

  insert into madoguchi.contact (contact_no, channel, place_no, machine_no, booth, staff_no, member_no, opened_at, closed_at, category, cause, outcome, version)
  select contact_no, channel, place_no, machine_no, case when machine_no is not null then 1 end, staff_no, member_no, opened_at, closed_at,
         'LOGIN', 'LOCKED', 'LOGIN_CONFIRMED', 2
  from demo.clearing order by i, cleared_at;
  insert into madoguchi.identity_check (ref, contact_no, member_no, method, result, staff_no, place_no, at, valid_until)
  select demo.clearing_ref(i, k, 'check'), contact_no, member_no, case channel when 'STORE' then 'IN_PERSON' else 'VIDEO' end, 'PASSED', staff_no, place_no,
         checked_at, checked_at + interval '60 minutes'
  from demo.clearing order by i, cleared_at;
  perform demo.write_documents(null, null);

  insert into madoguchi.login_lock (member_no, kind, cause, failures, stops_member_page, stops_app, stops_atm, stops_card_login, stops_web_id_login, locked_at,
                                    cleared_at, cleared_by, cleared_place_no, cleared_contact_no, cleared_check_id, clear_reason)
  select p.member_no, case when s.channel = 'ATM' then 'ATM_PIN' else 'LOGIN' end, 'REPEATED_FAILURES', 5, true, true, true, true, true, a.at,
         v.cleared_at, v.staff_no, v.place_no, v.contact_no, c.id, v.reason
  from demo.session s
  join demo.person p on p.i = s.i
  join demo.planned_attempts() a on a.i = s.i and a.k = s.k and a.attempts_left = 0
  left join demo.clearing v on v.i = s.i and v.k = s.k
  left join madoguchi.identity_check c on c.ref = demo.clearing_ref(v.i, v.k, 'check')
  where s.kind = 'LOCK'
  order by s.i, a.at;

  insert into madoguchi.outbox (ref, member_no, kind, payload, created_at, due_at, fence, tries, sent_at)
  select gen_random_uuid(), l.member_no, 'LOGIN_LOCKED', jsonb_build_object('locked_at', l.locked_at)::text, l.locked_at, l.locked_at, 1, 1, l.locked_at + interval '20 seconds'
  from demo.person p join madoguchi.login_lock l on l.member_no::text = p.member_no and l.cause = 'REPEATED_FAILURES'
  order by p.i, l.locked_at;
  return v_count;
end $$;
