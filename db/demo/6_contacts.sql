-- Contacts that are over: what members called, wrote or came about, and the call of a locked member who was sent to a store.
create unlogged table demo.told (
  i bigint, slot integer, contact_no text, member_no text, channel text, check_kind text, category text, cause text, outcome text, note text,
  staff_no text, place_no text, caller_number text, opened_at timestamptz, closed_at timestamptz
);

create function demo.write_contacts(p_now timestamptz) returns void
language plpgsql set search_path = pg_catalog as $$
declare
  v_today   date := (p_now at time zone 'Asia/Tokyo')::date;
  v_agents  integer := (select count(*) from demo.desk where role = 'AGENT');
  v_stories integer := (select count(*) from demo.contact_story);
begin
  truncate demo.told;
  insert into demo.told
  select p.i, t.slot, demo.contact_no(p.i, t.slot), p.member_no, t.channel, t.check_kind, t.category, t.cause, t.outcome, t.note,
         case when t.channel = 'STORE' then n.clerks[1] else d.staff_no end, case when t.channel = 'STORE' then n.store else d.place_no end,
         case when t.channel = 'PHONE_IN' and demo.draw(t.key, 310, 10) < 7 then coalesce(p.mobile, p.home_phone) end,
         t.opened_at, t.opened_at + make_interval(secs => 150 + demo.draw(t.key, 311, 800))
  from demo.person p
  cross join lateral (
    -- up to two stories, some weekday of the last two years
    select 2 + m as slot, p.i * 4096 + 300 + m as key, s.channel, s.check_kind, s.category, s.cause, s.outcome, s.note,
           demo.at(day - greatest(extract(isodow from day)::integer - 5, 0), 36000 + demo.draw(p.i * 4096 + 300 + m, 312, 25000)) as opened_at
    from generate_series(0, 1) m
    cross join lateral (select v_today - 3 - demo.draw(p.i * 4096 + 300 + m, 313, greatest(least(v_today - p.started_on - 10, 700), 1)) as day) d
    join demo.contact_story s on s.position = 1 + demo.draw(p.i * 4096 + 300 + m, 314, v_stories)
    where demo.draw(p.i * 4096 + 300 + m, 315, 1000) < case m when 0 then 300 else 80 end
    union all
    -- locked: called the next morning
    select 4, p.i * 4096 + 304, 'PHONE_IN', 'PHONE', 'LOGIN', 'LOCKED', 'SENT_TO_STORE',
           'ログインロックのお問い合わせ。お電話では解除できないことをご説明し、本人確認書類をお持ちのうえお近くの店舗または自動契約機へのご来店をご案内。',
           demo.at((s.at at time zone 'Asia/Tokyo')::date + 1, 33000 + demo.draw(p.i, 316, 9000))
    from demo.session s
    where s.i = p.i and s.kind = 'LOCK' and s.clear_at is null and demo.draw(p.i, 317, 10) < 4
      and (s.at at time zone 'Asia/Tokyo')::date + 1 < v_today) t
  join demo.municipality m on m.position = p.municipality
  join demo.nearest n on n.prefecture = m.prefecture
  join demo.desk d on d.role = 'AGENT' and d.position = t.key % v_agents;

  insert into madoguchi.contact (contact_no, channel, place_no, staff_no, member_no, caller_number, opened_at, closed_at, category, cause, outcome, version)
  select contact_no, channel, place_no, staff_no, member_no, caller_number, opened_at, closed_at, category, cause, outcome, 2 from demo.told order by i, slot;
  insert into madoguchi.contact_note (contact_no, at, staff_no, text)
  select contact_no, closed_at - interval '20 seconds', staff_no, note from demo.told order by i, slot;
  insert into madoguchi.identity_check (ref, contact_no, member_no, method, result, staff_no, place_no, at, valid_until)
  select demo.clearing_ref(i, slot, 'contact'), contact_no, member_no, check_kind, 'PASSED', staff_no, place_no,
         opened_at + interval '70 seconds', opened_at + interval '70 seconds' + interval '60 minutes'
  from demo.told where check_kind is not null order by i, slot;
  insert into madoguchi.identity_document (check_id, kind, issuer, issued_on, expires_on, reference_last4, name_matched, birth_matched, address_matched, face_matched, chip_read)
  select c.id, case when p.language is not null then 'RESIDENCE_CARD' else 'DRIVERS_LICENCE' end,
         case when p.language is not null then '出入国在留管理庁' else m.prefecture || '公安委員会' end,
         p.started_on - 100, (t.opened_at at time zone 'Asia/Tokyo')::date + 90 + (t.i % 1000)::integer, lpad(demo.draw(t.i, 230, 10000)::text, 4, '0'), true, true, true, true, false
  from demo.told t join demo.person p on p.i = t.i join demo.municipality m on m.position = p.municipality
  join madoguchi.identity_check c on c.ref = demo.clearing_ref(t.i, t.slot, 'contact')
  where t.check_kind = 'IN_PERSON' order by t.i, t.slot;
end $$;

-- The load, one stretch of members at a time; answers how many attempts were written.
create function demo.write_stretch(p_from bigint, p_to bigint) returns bigint
language plpgsql set search_path = pg_catalog as $$
declare
  v_load  demo.load := (select l from demo.load l);
  v_since timestamptz := v_load.now - case v_load.way when 'ONE_BY_ONE' then interval '730 days' else interval '90 days' end;
  v_count bigint;
begin
  perform demo.invent(p_from, p_to, v_load.now);
  if p_from = 0 then
    perform demo.name_the_first(v_load.now);
  end if;
  perform demo.write_members(v_load.now);
  perform demo.plan_sessions(v_since, v_load.now);
  if v_load.way = 'ONE_BY_ONE' then
    v_count := demo.write_logins_one_by_one();
  else
    v_count := demo.write_logins_at_once(v_since);
  end if;
  perform demo.write_staff_locks();
  perform demo.write_contacts(v_load.now);
  if p_from = 0 then
    perform demo.write_signs(v_load.now);
  end if;
  update demo.load set done = p_to;
  return v_count;
end $$;

create function demo.finish() returns void
language sql set search_path = pg_catalog as $$
  -- What the last months came to: most drew nothing, and the balance stood where it stands.
  insert into madoguchi.month_end (contract_id, month, drawn, balance)
  select c.id, (m.month - make_interval(months => back))::date,
         case when abs(hashtext('d' || back || c.member_no)) % 10 < 2 then 10000 * (3 + abs(hashtext('y' || back || c.member_no)) % 9) else 0 end, c.balance
  from madoguchi.contract c
  cross join (select date_trunc('month', d.now at time zone 'Asia/Tokyo') as month from demo.load d) m
  cross join generate_series(1, 3) back
  where c.state = 'ACTIVE' and c.started_on < (m.month - make_interval(months => back - 1))::date;
  -- What was said at the contract: an income for everybody, other lenders for every third.
  insert into madoguchi.income_on_file (member_no, annual_income, source, valid_from)
  select c.member_no, 4700000 + hashtext(c.member_no::text) % 97 * 30000, 'DECLARED', c.started_on::timestamp at time zone 'Asia/Tokyo'
  from madoguchi.contract c where c.state = 'ACTIVE';
  insert into madoguchi.other_lending (member_no, balance, lenders, source, reported_at)
  select c.member_no, abs(hashtext('o' || c.member_no)) % 60 * 10000, 1 + abs(hashtext('n' || c.member_no)) % 3, 'BUREAU', d.now - interval '40 days'
  from madoguchi.contract c, demo.load d where c.state = 'ACTIVE' and abs(hashtext('l' || c.member_no)) % 3 = 0;
  select demo.administer_staff((select now from demo.load));
  -- What two of staff declare about themselves: the clerk's is confirmed, the reviewer's waits; and a try of the clerk, for the supervisor.
  insert into madoguchi.own_declaration (ref, staff_no, member_no, birth_date, phone, made_by, made_at, outcome, decided_by, decided_at)
  select gen_random_uuid(), s.staff_no, m.member_no, m.birth_date, null, maker.staff_no, d.now - interval '9 days', 'CONFIRMED', decider.staff_no, d.now - interval '8 days'
  from madoguchi.staff s
  cross join demo.load d
  join madoguchi.staff maker on maker.sign_in_name = 'admin2'
  join madoguchi.staff decider on decider.sign_in_name = 'admin'
  cross join lateral (select n.member_no, n.birth_date from madoguchi.member_name n
                      where n.kind = 'LEGAL' and n.valid_to is null and n.member_no > '100003000'
                      order by n.kana_key = madoguchi.fold_kana_v1(s.family_kana || s.given_kana) desc, n.member_no limit 1) m
  where s.sign_in_name = 'clerk';
  insert into madoguchi.own_declaration (ref, staff_no, member_no, birth_date, phone, made_by, made_at)
  select gen_random_uuid(), s.staff_no, null, date '1984-08-21', '08000000041', maker.staff_no, d.now - interval '2 hours'
  from madoguchi.staff s cross join demo.load d join madoguchi.staff maker on maker.sign_in_name = 'admin2'
  where s.sign_in_name = 'reviewer';
  select madoguchi.refresh_all_own_members();
  insert into madoguchi.audit_entry (application, action, outcome, staff_no, place_no, member_no, reason)
  select 'CONSOLE', 'MEMBERS_SEARCHED', 'REFUSED', o.staff_no, p.place_no, o.member_no, 'OWN_RECORD'
  from madoguchi.own_member o join madoguchi.staff_place p on p.staff_no = o.staff_no
  where o.tie = 'OWN' and current_setting('session_replication_role') = 'origin';
  -- What retention finds: visits to the search and calls of nobody known that are older than ten years, and a member held for a lawsuit.
  insert into madoguchi.search_visit (staff_no, purpose, began_at, ended_at, ended_by, shown, refused)
  select s.staff_no, null, d.now - make_interval(days => 3660 + n), d.now - make_interval(days => 3660 + n) + interval '40 seconds', 'LEFT', 1 + n % 9, false
  from madoguchi.staff s cross join demo.load d cross join generate_series(1, 24) n where s.sign_in_name = 'agent';
  insert into madoguchi.contact (contact_no, channel, place_no, staff_no, caller_number, opened_at, closed_at, category, cause, outcome, version)
  select 'C' || lpad((d.members * 8 + 980 + n)::text, 10, '0'), 'PHONE_IN', d0.place_no, d0.staff_no, '0312345' || lpad(n::text, 3, '0'),
         d.now - make_interval(days => 3700 + n), d.now - make_interval(days => 3700 + n) + interval '4 minutes', 'OTHER', 'UNKNOWN', 'EXPLAINED', 2
  from demo.load d cross join generate_series(1, 8) n
  cross join lateral (select k.place_no, k.staff_no from demo.desk k where k.role = 'AGENT' order by k.position limit 1) d0;
  insert into madoguchi.contact_note (contact_no, at, staff_no, text)
  select c.contact_no, c.closed_at - interval '20 seconds', c.staff_no, '会員ではない方から、他社のカードについてのお問い合わせ。' from madoguchi.contact c where c.member_no is null;
  insert into madoguchi.retention_hold (ref, member_no, reason, made_by, made_at)
  select gen_random_uuid(), '100000485', '訴訟のため(架空)', s.staff_no, d.now - interval '30 days'
  from madoguchi.staff s cross join demo.load d where s.sign_in_name = 'admin2';
  select setval('madoguchi.contact_number', (select members * 8 + 1000 from demo.load))
$$;
