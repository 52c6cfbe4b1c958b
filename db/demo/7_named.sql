-- The first twenty members have fixed names and one clear state each, so that they can be found and shown: README.md lists them.
create function demo.name_the_first(p_now timestamptz) returns void
language plpgsql set search_path = pg_catalog as $$
declare
  v_today date := (p_now at time zone 'Asia/Tokyo')::date;
  v_tokyo integer := (select position from demo.municipality where code = '13104');  -- 新宿区
begin
  -- A plain life to begin with: one active contract, regular logins, nothing beside it.
  update demo.person p set
    family = n.family, given = n.given, family_kana = n.family_kana, given_kana = n.given_kana, sex = n.sex, born = n.born, language = null,
    former_family = null, former_family_kana = null, renamed_at = null,
    alias_family = null, alias_given = null, alias_family_kana = null, alias_given_kana = null,
    started_on = v_today - n.tenure, registered_at = demo.at(v_today - n.tenure, 39600), earlier_started_on = null, earlier_ended_on = null,
    state = 'ACTIVE', ended_on = null, end_reason = null, credit_limit = n.credit_limit, apr = demo.apr(n.credit_limit, v_today - n.tenure, 99),
    balance = n.balance, last_borrowing_balance = n.last_borrowing_balance, due_day = 5,
    mobile = '0900100' || lpad((1000 + p.i * 111)::text, 4, '0'), former_mobile = null, mobile_changed_at = null, home_phone = null,
    email = n.mail || '@mail.example.jp', email_since = demo.at(v_today - n.tenure, 39600),
    municipality = v_tokyo, postal_code = '1600022', street = '新宿' || (1 + p.i % 3) || '丁目' || (30 + p.i) || '番' || (1 + p.i) || '号', building = null,
    former_municipality = null, former_postal_code = null, former_street = null, former_building = null, moved_at = null,
    employer_phone = null, former_employer = null, employer_changed_at = null,
    former_card_no = null, card_changed_at = null, card_end = null,
    web_id_since = demo.at(v_today - n.tenure, 46800), former_web_id = null, former_web_id_since = null, web_id = demo.web_id(p.i, 0),
    late_since = null, late_amount = null, settled_due_on = null, settled_on = null, settled_amount = null,
    stop_reason = null, stopped_at = null, lifted_stop_at = null, restriction = null, restriction_detail = null, flag = null, flag_detail = null,
    reactivated_at = null, staff_lock = null, staff_lock_at = null,
    first_login = case when n.tenure > 730 then demo.at(v_today - 745, 70000) else demo.at(v_today - n.tenure, 43200) end,
    logs_in_from = greatest(v_today - n.tenure, v_today - 731), logs_in_to = v_today, offset_days = 3, period_days = 30, sessions = null,
    locked = false, lock_channel = null, wrong_at_last = null, cleared_1 = null, cleared_2 = null, shut_from = null, shut_outcome = null, shut_tries = null
  from (values
    ( 0, '佐藤',   '花子',   'サトウ',     'ハナコ',     'F', date '1988-03-14', 1460,  500000, 320000, 400000, 'hanako.sato'),
    ( 1, '髙橋',   '健一',   'タカハシ',   'ケンイチ',   'M', date '1979-11-02', 2200, 1000000, 640000, 700000, 'k.takahashi'),
    ( 2, '高橋',   '健一',   'タカハシ',   'ケンイチ',   'M', date '1979-11-20',  900,  300000, 120000, 200000, 'kenichi.takahashi'),
    ( 3, '齋藤',   '美咲',   'サイトウ',   'ミサキ',     'F', date '1993-07-30', 1800,       0, 210000, 300000, 'misaki.saito'),
    ( 4, '𠮷田',   '修',     'ヨシダ',     'オサム',     'M', date '1965-05-05', 3000,  500000,      0, 150000, 'osamu.yoshida'),
    ( 5, '山﨑',   '浩',     'ヤマザキ',   'ヒロシ',     'M', date '1971-01-23', 2600,  500000, 487000, 500000, 'hiroshi.yamazaki'),
    ( 6, '渡邉',   '恵子',   'ワタナベ',   'ケイコ',     'F', date '1960-09-09', 3300,  300000,      0, 100000, 'keiko.watanabe'),
    ( 7, '中村',   '清',     'ナカムラ',   'キヨシ',     'M', date '1955-12-31', 4200,  300000,      0, 100000, 'kiyoshi.nakamura'),
    ( 8, '鈴木',   '誠',     'スズキ',     'マコト',     'M', date '1976-06-18', 2400,       0, 283000, 300000, 'makoto.suzuki'),
    ( 9, '伊藤',   '由美',   'イトウ',     'ユミ',       'F', date '1983-04-01', 1200,  500000, 180000, 250000, 'yumi.ito'),
    (10, '小林',   '大輔',   'コバヤシ',   'ダイスケ',   'M', date '1985-08-16', 1000,  800000, 430000, 500000, 'daisuke.kobayashi'),
    (11, 'NGUYEN', 'THI LAN','グエン',     'ティ ラン',  'F', date '1997-02-10',  700,  200000,  90000, 120000, 'lan.nguyen'),
    (12, 'KIM',    'MINJUN', 'キム',       'ミンジュン', 'M', date '1990-10-25', 1600,  500000, 260000, 300000, 'minjun.kim'),
    (13, '田中',   '美穂',   'タナカ',     'ミホ',       'F', date '1991-01-08', 1300,  500000, 350000, 420000, 'miho.tanaka'),
    (14, '加藤',   '翔',     'カトウ',     'ショウ',     'M', date '1998-05-27',  600,  300000, 290000, 300000, 'sho.kato'),
    (15, '山本',   '陽子',   'ヤマモト',   'ヨウコ',     'F', date '1968-03-03', 3600,  300000,  50000, 100000, 'yoko.yamamoto'),
    (16, '佐藤',   '花子',   'サトウ',     'ハナコ',     'F', date '1951-10-10', 2800,  300000, 140000, 200000, 'h.sato'),
    (17, '東',     '健',     'アズマ',     'ケン',       'M', date '1987-07-07', 1100,  500000, 220000, 300000, 'ken.azuma'),
    (18, '東',     '健',     'ヒガシ',     'タケシ',     'M', date '1974-07-07', 7305,  500000, 310000, 400000, 'takeshi.higashi'),
    (19, '松本',   '勝',     'マツモト',   'マサル',     'M', date '1962-12-12', 2500, 1000000, 710000, 900000, 'masaru.matsumoto')
  ) n(i, family, given, family_kana, given_kana, sex, born, tenure, credit_limit, balance, last_borrowing_balance, mail)
  where p.i = n.i;

  -- 0 locked since yesterday; 1 locked, and cleared twice within 90 days before
  update demo.person set locked = true, lock_channel = 'MEMBER_PAGE', offset_days = 1 where i = 0;
  update demo.person set locked = true, lock_channel = 'APP', offset_days = 2, period_days = 20, cleared_1 = 1, cleared_2 = 2 where i = 1;
  -- 3 limit 0 after a review, logs in
  update demo.person set apr = 17.8, stop_reason = 'REVIEW', stopped_at = demo.at(v_today - 95, 50400) where i = 3;
  -- 5 cancelled by the lender after a long delinquency, still tries; 6 cancelled by the member
  update demo.person set state = 'CANCELLED_BY_LENDER', ended_on = v_today - 60, end_reason = 'LONG_DELINQUENCY', late_since = demo.due_before(v_today - 160, 5),
         late_amount = 13000, logs_in_to = v_today - 60, shut_from = demo.at(v_today - 59, 30000), shut_outcome = 'CANCELLED', shut_tries = 4 where i = 5;
  update demo.person set state = 'CANCELLED_BY_MEMBER', ended_on = v_today - 200, end_reason = 'MEMBER_REQUEST', logs_in_to = v_today - 200,
         shut_from = demo.at(v_today - 199, 30000), shut_outcome = 'CANCELLED', shut_tries = 1 where i = 6;
  -- 7 dormant for four months; tried last week
  update demo.person set first_login = demo.at((v_today - interval '3 years')::date - 120, 36000), period_days = null,
         shut_from = demo.at(v_today - 9, 30000), shut_outcome = 'DORMANT', shut_tries = 2 where i = 7;
  -- 8 everything at once: active, limit 0, late, locked, and dormant since the day before yesterday
  update demo.person set apr = 17.8, late_since = demo.due_before(v_today - 75, 5), late_amount = 11000, stop_reason = 'DELINQUENCY',
         stopped_at = demo.at(demo.due_before(v_today - 75, 5) + 1, 300), locked = true, lock_channel = 'MEMBER_PAGE', sessions = 1, offset_days = 6,
         first_login = demo.at((v_today - interval '3 years')::date - 2, 36000),
         logs_in_to = ((v_today - interval '3 years')::date - 2 + interval '3 years')::date where i = 8;
  -- 9 card lost, reported by phone; 14 takeover suspected
  update demo.person set staff_lock = 'LOSS', staff_lock_at = demo.at(v_today - 1, 68400) where i = 9;
  update demo.person set staff_lock = 'TAKEOVER', staff_lock_at = demo.at(v_today - 1, 40000), flag = 'TAKEOVER_SUSPECTED',
         flag_detail = 'ご本人さまから「ログインした覚えがない」とのお申し出', flagged_at = demo.at(v_today - 1, 40000) where i = 14;
  update demo.person set former_web_id = demo.web_id(i, 1), former_web_id_since = web_id_since, web_id_since = demo.at(v_today - 2, 34200) where i = 14;
  -- 10 three failures yesterday evening, two left
  update demo.person set wrong_at_last = 3, offset_days = 1 where i = 10;
  -- 11, 12 names in Latin letters, the second with an alias
  update demo.person set language = 'ベトナム語', flag = 'LANGUAGE', flag_detail = 'ベトナム語', flagged_at = registered_at + interval '2 days' where i = 11;
  update demo.person set language = '韓国語', alias_family = '金田', alias_given = '俊', alias_family_kana = 'カネダ', alias_given_kana = 'シュン' where i = 12;
  -- 13 married, moved and late
  update demo.person set former_family = '濵田', former_family_kana = 'ハマダ', renamed_at = demo.at(v_today - 500, 43200), moved_at = demo.at(v_today - 480, 43200),
         former_municipality = (select position from demo.municipality where code = '14104'), former_postal_code = '2310023', former_street = '山下町30番地5',
         late_since = demo.due_before(v_today - 14, 5), late_amount = 11000, stop_reason = 'DELINQUENCY',
         stopped_at = demo.at(demo.due_before(v_today - 14, 5) + 1, 300) where i = 13;
  -- 15 was dormant, re-activated a month ago
  update demo.person set first_login = demo.at((v_today - interval '3 years')::date - 80, 36000), reactivated_at = demo.at(v_today - 30, 50000),
         logs_in_from = v_today - 30, period_days = 20 where i = 15;
  -- 19 locked at an ATM by the PIN
  update demo.person set locked = true, lock_channel = 'ATM', offset_days = 2 where i = 19;
end $$;

-- What the named members said, and what some reported on the site: signs of takeover, and a worklist that is not empty.
create function demo.write_signs(p_now timestamptz) returns void
language plpgsql set search_path = pg_catalog as $$
declare
  v_today date := (p_now at time zone 'Asia/Tokyo')::date;
begin
  insert into madoguchi.contact (contact_no, channel, place_no, staff_no, member_no, opened_at, closed_at, category, cause, outcome, version)
  select demo.contact_no(p.i, 5), 'PHONE_IN', d.place_no, d.staff_no, p.member_no, s.at, s.at + interval '7 minutes', 'LOGIN', 'NOT_A_LOGIN_MATTER', 'HANDED_OVER', 2
  from (values (14, demo.at(v_today - 1, 39700), 'LOGIN_DENIED'), (15, demo.at(v_today - 1, 52000), 'CALL_BACK_REFUSED')) s(i, at, kind)
  join demo.person p on p.i = s.i join demo.desk d on d.role = 'AGENT' and d.position = 0
  order by s.i;
  insert into madoguchi.takeover_report (ref, member_no, kind, at, contact_no, staff_no)
  select demo.clearing_ref(s.i, 5, 'takeover'), c.member_no, s.kind, c.opened_at + interval '3 minutes', c.contact_no, c.staff_no
  from (values (14, 'LOGIN_DENIED'), (15, 'CALL_BACK_REFUSED')) s(i, kind)
  join madoguchi.contact c on c.contact_no::text = demo.contact_no(s.i, 5)
  order by s.i;
  -- 14: the PIN followed the Web-ID within the day
  insert into madoguchi.secret_change (member_no, secret, after_reset, channel, at)
  select p.member_no, 'PIN', false, 'APP', demo.at(v_today - 2, 36900) from demo.person p where p.i = 14;
  -- 2, 4, 17 reported what staff have to see to
  insert into madoguchi.change_report (ref, member_no, kind, channel, reported_at, value, replaces, waits_for)
  select demo.clearing_ref(p.i, 6, 'report'), p.member_no, r.kind, 'MEMBER_PAGE', r.at, r.value::jsonb, madoguchi.registered_row(r.kind, p.member_no), r.waits_for
  from (values
    (2, 'EMAIL', 'CONFIRMATION', '{"address": "kenichi.takahashi.new@example.com"}', demo.at(v_today - 2, 71000)),
    (4, 'NAME', 'DOCUMENT', '{"family": "本田", "given": "修", "familyKana": "ホンダ", "givenKana": "オサム"}', demo.at(v_today - 1, 45000)),
    (17, 'MOBILE', 'CONFIRMATION', '{"digits": "09000001717"}', demo.at(v_today - 1, 64000))) r(i, kind, waits_for, value, at)
  join demo.person p on p.i = r.i
  order by r.at;
end $$;
