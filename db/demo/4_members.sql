-- Writes the members of demo.person: all their rows but attempts, locks and contacts. Contracts get their final state.
create function demo.write_members(p_now timestamptz) returns void
language plpgsql set search_path = pg_catalog as $$
declare
  v_today date := (p_now at time zone 'Asia/Tokyo')::date;
begin
  insert into madoguchi.member (member_no, birth_date, registered_at)
  select member_no, born, registered_at from demo.person order by i;

  insert into madoguchi.member_name (member_no, birth_date, kind, family, given, family_kana, given_kana, valid_from, valid_to)
  select * from (
    select member_no, born, 'LEGAL' as kind, former_family, given, former_family_kana, given_kana, registered_at, renamed_at
      from demo.person where renamed_at is not null
    union all
    select member_no, born, 'LEGAL', family, given, family_kana, given_kana, coalesce(renamed_at, registered_at), null from demo.person
    union all
    select member_no, born, 'ALIAS', alias_family, alias_given, alias_family_kana, alias_given_kana, registered_at, null
      from demo.person where alias_family is not null) n
  order by member_no, kind desc, registered_at;

  insert into madoguchi.member_phone (member_no, birth_date, kind, digits, valid_from, valid_to)
  select * from (
    select member_no, born, 'MOBILE' as kind, former_mobile, registered_at, mobile_changed_at from demo.person where former_mobile is not null
    union all
    select member_no, born, 'MOBILE', mobile, coalesce(mobile_changed_at, registered_at), null from demo.person where mobile is not null
    union all
    select member_no, born, 'HOME', home_phone, registered_at, null from demo.person where home_phone is not null) p
  order by member_no, kind, registered_at;

  insert into madoguchi.member_email (member_no, address, valid_from)
  select member_no, email, email_since from demo.person where email is not null order by i;

  insert into madoguchi.member_address (member_no, postal_code, prefecture, municipality, street, building, valid_from, valid_to)
  select a.member_no, a.postal_code, m.prefecture, m.name, a.street, a.building, a.valid_from, a.valid_to
  from (
    select member_no, former_municipality as municipality, former_postal_code as postal_code, former_street as street,
           former_building as building, registered_at as valid_from, moved_at as valid_to
      from demo.person where moved_at is not null
    union all
    select member_no, municipality, postal_code, street, building, coalesce(moved_at, registered_at), null from demo.person) a
  join demo.municipality m on m.position = a.municipality
  order by a.member_no, a.valid_from;

  insert into madoguchi.member_employer (member_no, name, phone, valid_from, valid_to)
  select * from (
    select member_no, former_employer, null, registered_at, employer_changed_at from demo.person where former_employer is not null
    union all
    select member_no, employer, employer_phone, coalesce(employer_changed_at, registered_at), null from demo.person) e
  order by member_no, registered_at;

  insert into madoguchi.card (card_no, member_no, issued_at, ended_at, end_reason)
  select * from (
    select former_card_no, member_no, registered_at, card_changed_at, card_end from demo.person where former_card_no is not null
    union all
    select card_no, member_no, coalesce(card_changed_at, registered_at), null, null from demo.person) c
  order by member_no, registered_at;

  insert into madoguchi.web_id (web_id, member_no, issued_at, ended_at, end_reason)
  select * from (
    select former_web_id, member_no, former_web_id_since, web_id_since, 'REISSUED' from demo.person where former_web_id is not null
    union all
    select web_id, member_no, web_id_since, null, null from demo.person where web_id is not null) w
  order by member_no, former_web_id_since;

  insert into madoguchi.contract (member_no, product_version, state, started_on, ended_on, end_reason, credit_limit, apr, balance,
                                  last_borrowing_balance, due_day, moved_on, due_counted_from)
  select c.*, c.moved_on from (
    select member_no, demo.product_version(earlier_started_on), 'CANCELLED_BY_MEMBER', earlier_started_on as started_on, earlier_ended_on,
           'MEMBER_REQUEST', 300000, 17.8, 0, 100000, due_day, earlier_ended_on as moved_on
      from demo.person where earlier_started_on is not null
    union all
    -- The last instalment was paid on the due date before the one that is to come, or that was missed.
    select member_no, demo.product_version(started_on), state, started_on, ended_on, end_reason, credit_limit, apr, balance,
           last_borrowing_balance, due_day,
           greatest(started_on, case when late_since is not null then demo.due_before(late_since, due_day)
                                     else demo.due_before(coalesce(ended_on, v_today), due_day) end)
      from demo.person) c
  order by member_no, started_on;

  -- Banks and branches as the list of the console has them; BanksTest compares.
  insert into madoguchi.bank_account (member_no, bank, last3, valid_from, bank_code, branch_code, branch, account_kind)
  select p.member_no, b.bank, lpad(demo.draw(p.i, 241, 1000)::text, 3, '0'), p.registered_at, b.bank_code, b.branch_code, b.branch, 'ORDINARY'
  from demo.person p
  join (values (0, '0001', 'みずほ銀行', '005', '丸之内'), (1, '0005', '三菱UFJ銀行', '002', '丸の内'), (2, '0009', '三井住友銀行', '001', '神保町'),
               (3, '0010', 'りそな銀行', '005', '天理'), (4, '9900', 'ゆうちょ銀行', '018', '〇一八'), (5, '0138', '横浜銀行', '200', '本店営業部'),
               (6, '1344', '城南信用金庫', '002', '品川')) b(position, bank_code, bank, branch_code, branch)
    on b.position = demo.draw(p.i, 240, 7)
  where p.i < 20 or demo.draw(p.i, 242, 10) < 8 order by p.i;

  -- From a bank that leaves no choice, who has another due day pays otherwise.
  insert into madoguchi.direct_debit (member_no, bank_account_id, due_day, valid_from)
  select p.member_no, a.id, p.due_day, a.valid_from
  from demo.person p join madoguchi.bank_account a on a.member_no = p.member_no
  where p.ended_on is null and demo.draw(p.i, 244, 10) < 7
    and madoguchi.debit_due_day(a.bank_code, p.due_day, (p_now at time zone 'Asia/Tokyo')::date) = p.due_day
  order by p.i;

  insert into madoguchi.due_date_mail (member_no, days_before, valid_from)
  select p.member_no, 1 + demo.draw(p.i, 245, 7), p.registered_at
  from demo.person p
  where p.ended_on is null and demo.draw(p.i, 246, 10) < 4
    and exists (select from madoguchi.member_email e where e.member_no = p.member_no and e.valid_to is null)
  order by p.i;

  -- Points: the named members and a few others applied a while ago; a login each month, a benefit now and then.
  insert into madoguchi.point_application (member_no, applied_at)
  select member_no, demo.at(v_today - 300, 43200) from demo.person
  where ended_on is null and started_on < v_today - 320 and (i < 20 or demo.draw(i, 247, 20) = 0) order by i;
  insert into madoguchi.point_entry (member_no, application_id, at, occasion, points)
  select p.member_no, a.id, e.at, e.occasion, e.points
  from demo.person p join madoguchi.point_application a on a.member_no = p.member_no
  cross join lateral (
    select a.applied_at as at, 'SIGN_UP' as occasion, 100 as points
    union all
    select demo.at(v_today - 300 + 30 * m, 30000 + demo.draw(p.i, 248 + m, 50000)), 'FIRST_LOGIN', 10 from generate_series(1, 9) m
    union all
    select demo.at(v_today - 200, 40000), 'INCOME_CERTIFICATE', 160
    union all
    select demo.at(v_today - 250 + 20 * m, 60000), 'NOTICE_READ', 5 + demo.draw(p.i, 260 + m, 16) from generate_series(1, 11) m) e
  order by p.i, e.at;
  insert into madoguchi.point_entry (member_no, application_id, at, benefit, points)
  select p.member_no, a.id, s.at, s.benefit, -r.price
  from demo.person p join madoguchi.point_application a on a.member_no = p.member_no
  cross join lateral (values (demo.at(v_today - 3, 50000), 'INTEREST_FREE_7'), (demo.at(v_today - 2, 50000), 'ATM_FEE_FREE')) s(at, benefit)
  join madoguchi.point_benefit_rule r on r.benefit = s.benefit
  where p.i % 2 = 0 order by p.i, s.at;
  insert into madoguchi.point_benefit (entry_id, member_no, from_on, until_on)
  select e.id, e.member_no, f.day, madoguchi.point_benefit_until(e.benefit, f.day)
  from demo.person p join madoguchi.point_entry e on e.member_no = p.member_no and e.benefit is not null
  cross join lateral (select (e.at at time zone 'Asia/Tokyo')::date as day) f
  order by e.id;

  perform demo.write_ledger();

  insert into madoguchi.delinquency (member_no, due_on, amount, settled_on)
  select * from (
    select member_no, settled_due_on, settled_amount, settled_on from demo.person where settled_on is not null
    union all
    select member_no, late_since, late_amount, null from demo.person where late_since is not null) d
  order by member_no, settled_due_on;

  insert into madoguchi.borrowing_stop (member_no, reason, stopped_at, lifted_at)
  select * from (
    select member_no, 'INCOME_CERTIFICATE_MISSING' as reason, lifted_stop_at as stopped_at, lifted_stop_at + interval '19 days'
      from demo.person where lifted_stop_at is not null
    union all
    select member_no, stop_reason, stopped_at, null from demo.person where stop_reason is not null
    union all
    select member_no, 'TAKEOVER_SUSPECTED', staff_lock_at, null from demo.person where staff_lock = 'TAKEOVER') s
  order by member_no, stopped_at;

  insert into madoguchi.contact_restriction (member_no, kind, detail, source, valid_from, hours_from, hours_to)
  select member_no, restriction, restriction_detail, restriction_source, restricted_at,
         case restriction when 'HOURS' then time '08:00' end, case restriction when 'HOURS' then time '18:00' end
  from demo.person where restriction is not null order by i;

  insert into madoguchi.attention_flag (member_no, kind, detail, valid_from)
  select member_no, flag, flag_detail, flagged_at from demo.person where flag is not null order by i;

  insert into madoguchi.reactivation (member_no, at, staff_no)
  select p.member_no, p.reactivated_at, d.staff_no
  from demo.person p join demo.desk d on d.role = 'AGENT' and d.position = p.i % (select count(*) from demo.desk where role = 'AGENT')
  where p.reactivated_at is not null order by p.i;

  insert into madoguchi.last_login (member_no, at) select member_no, first_login from demo.person where first_login is not null order by i;
end $$;

-- Locks that staff set: after the attempts, which all lie before them.
create function demo.write_staff_locks() returns void
language sql set search_path = pg_catalog as $$
  insert into madoguchi.login_lock (member_no, kind, cause, stops_member_page, stops_app, stops_atm, stops_card_login, stops_web_id_login, locked_at, locked_by)
  select p.member_no, p.staff_lock, case p.staff_lock when 'LOSS' then 'REPORTED_BY_MEMBER' else 'SUSPECTED_BY_STAFF' end,
         true, true, true, true, p.staff_lock = 'TAKEOVER', p.staff_lock_at, d.staff_no
  from demo.person p join demo.desk d on d.role = 'AGENT' and d.position = p.i % (select count(*) from demo.desk where role = 'AGENT')
  where p.staff_lock is not null order by p.i;

  insert into madoguchi.card_loss (lock_id, member_no, card_no, circumstance, reported_at, staff_no)
  select l.id, l.member_no, c.card_no, case when p.i % 5 = 0 then 'STOLEN' else 'LOST' end, l.locked_at, l.locked_by
  from demo.person p
  join madoguchi.login_lock l on l.member_no::text = p.member_no and l.kind = 'LOSS'
  join madoguchi.card c on c.member_no = l.member_no and c.ended_at is null
  where p.staff_lock = 'LOSS' order by p.i
$$;
