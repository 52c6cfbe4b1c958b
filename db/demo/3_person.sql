-- Who the members are. demo.invent fills demo.person for members p_from to p_to - 1: the whole life of a member in one
-- row, from which everything else is written. Member i is the same person whatever the number of members.
create function demo.at(p_on date, p_seconds integer) returns timestamptz
language sql immutable return (p_on + make_interval(secs => p_seconds)) at time zone 'Asia/Tokyo';

-- The due date before a day: the 5th, 15th, 25th or the last day of a month.
create function demo.due_before(p_on date, p_due_day integer) returns date
language sql immutable return case
  when p_due_day = 31 then date_trunc('month', p_on)::date - 1
  when extract(day from p_on) > p_due_day then date_trunc('month', p_on)::date + p_due_day - 1
  else (date_trunc('month', p_on) - interval '1 month')::date + p_due_day - 1 end;

-- Minimum repayment (DOMAIN §2).
create function demo.minimum_repayment(p_last_borrowing_balance bigint) returns bigint
language sql immutable return (ceil(p_last_borrowing_balance * case
  when p_last_borrowing_balance <= 300000 then 0.0361
  when p_last_borrowing_balance <= 1000000 then 0.0253
  else 0.0199 end / 1000) * 1000)::bigint;

create function demo.product_version(p_on date) returns text
language sql immutable return case when p_on < date '2022-04-01' then '2010-06' when p_on < date '2025-10-01' then '2022-04' else '2025-10' end;

-- APR by limit, within the caps of the law and the bounds of the product.
create function demo.apr(p_limit bigint, p_on date, p_luck integer) returns numeric
language sql immutable return case
  when p_limit >= 3000000 then 7.8
  when p_limit >= 2000000 then 12.0
  when p_limit >= 1000000 then case when p_luck < 30 then 14.5 else 15.0 end
  when p_limit >= 500000 and p_luck < 20 then 16.8
  when p_on >= date '2025-10-01' then 18.0
  else 17.8 end;

-- A Web-ID: nine letters and digits without those that look alike, different for every member and generation.
create function demo.letter(n bigint) returns text
language sql immutable return substr('abcdefghjkmnpqrstuvwxyz', (n % 23)::integer + 1, 1);
create function demo.digit(n bigint) returns text
language sql immutable return substr('23456789', (n % 8)::integer + 1, 1);
create function demo.web_id(p_i bigint, p_generation integer) returns text
language plpgsql immutable as $$
declare
  n bigint := (p_i * 2 + p_generation) * 1540483477 % 4294967291;
  s text := demo.letter(n) || demo.letter(n / 23) || demo.letter(n / 529)
            || demo.digit(n / 12167) || demo.digit(n / 97336) || demo.digit(n / 778688)
            || demo.letter(n / 6229504) || demo.letter(n / 143278592) || demo.digit(n / 3295407616);
begin
  return case n % 3 when 0 then s when 1 then upper(left(s, 1)) || substr(s, 2) else left(s, 6) || upper(substr(s, 7, 2)) || substr(s, 9) end;
end $$;

create unlogged table demo.person (
  i bigint primary key, member_no text not null, sex text not null, born date not null, registered_at timestamptz not null,
  -- names
  family text, given text, family_kana text, given_kana text, mail_name text, language text,
  former_family text, former_family_kana text, renamed_at timestamptz,
  alias_family text, alias_given text, alias_family_kana text, alias_given_kana text,
  -- how to reach the member
  mobile text, former_mobile text, mobile_changed_at timestamptz, home_phone text, email text, email_since timestamptz,
  municipality integer, postal_code text, street text, building text,
  former_municipality integer, former_postal_code text, former_street text, former_building text, moved_at timestamptz,
  employer text, employer_phone text, former_employer text, employer_changed_at timestamptz,
  -- what the member signs in with
  card_no text, former_card_no text, card_changed_at timestamptz, card_end text,
  web_id text, web_id_since timestamptz, former_web_id text, former_web_id_since timestamptz,
  -- the contract, and perhaps one before it
  started_on date, ended_on date, state text, end_reason text, credit_limit bigint, apr numeric, balance bigint,
  last_borrowing_balance bigint, due_day integer, earlier_started_on date, earlier_ended_on date,
  -- what stands beside it
  late_since date, late_amount bigint, settled_due_on date, settled_on date, settled_amount bigint,
  stop_reason text, stopped_at timestamptz, lifted_stop_at timestamptz,
  restriction text, restriction_source text, restriction_detail text, restricted_at timestamptz,
  flag text, flag_detail text, flagged_at timestamptz,
  reactivated_at timestamptz,
  staff_lock text, staff_lock_at timestamptz,
  -- logins: see 5_logins.sql
  first_login timestamptz,        -- last login before the two years of attempts begin
  logs_in_from date,              -- ordinary sessions lie after this day ...
  logs_in_to date,                -- ... and before this one
  offset_days integer,            -- the latest session is this many days before logs_in_to
  period_days integer,            -- then one each so many days backwards; null = no ordinary sessions
  sessions integer,               -- at most so many; null = no bound
  locked boolean,                 -- the latest session ends in a login lock that is still open
  lock_channel text,              -- of that lock; null = by chance
  wrong_at_last integer,          -- the latest session: so many failures, then silence
  cleared_1 integer, cleared_2 integer, -- earlier sessions (counted backwards) that ended in a lock which was cleared
  shut_from timestamptz, shut_outcome text, shut_tries integer -- attempts after the end of the contract or of activity
);

create function demo.invent(p_from bigint, p_to bigint, p_now timestamptz) returns void
language plpgsql set search_path = pg_catalog as $$
declare
  v_today   date := (p_now at time zone 'Asia/Tokyo')::date;
  v_window  date := (p_now at time zone 'Asia/Tokyo')::date - 730;
  v_family  demo.weighted;
  v_foreign demo.weighted;
  v_area    demo.weighted;
  v_towns_of_buildings text[] := array['メゾン', 'コーポ', 'ハイツ', 'パークハイム', 'サンライズ', 'エスポワール', 'リバーサイド', 'レジデンス', 'グリーンヒル', 'シャトー', 'ヴィラ', 'プレミール'];
  v_domains text[] := array['mail.example.jp', 'mail.example.jp', 'mobile.example.jp', 'mobile.example.jp', 'example.com', 'example.net', 'example.org'];
begin
  truncate demo.person;
  select * into v_family from demo.weighted where list = 'FAMILY';
  select * into v_foreign from demo.weighted where list = 'FOREIGN';
  select * into v_area from demo.weighted where list = 'MUNICIPALITY';

  insert into demo.person (
    i, member_no, sex, born, registered_at, family, given, family_kana, given_kana, mail_name, language,
    former_family, former_family_kana, renamed_at, alias_family, alias_given, alias_family_kana, alias_given_kana,
    mobile, former_mobile, mobile_changed_at, home_phone, email, email_since,
    municipality, postal_code, street, building, former_municipality, former_postal_code, former_street, former_building, moved_at,
    employer, employer_phone, former_employer, employer_changed_at,
    card_no, former_card_no, card_changed_at, card_end, web_id, web_id_since, former_web_id, former_web_id_since,
    started_on, ended_on, state, end_reason, credit_limit, apr, balance, last_borrowing_balance, due_day, earlier_started_on, earlier_ended_on,
    late_since, late_amount, settled_due_on, settled_on, settled_amount, stop_reason, stopped_at, lifted_stop_at,
    restriction, restriction_source, restriction_detail, restricted_at, flag, flag_detail, flagged_at,
    reactivated_at, staff_lock, staff_lock_at,
    first_login, logs_in_from, logs_in_to, offset_days, period_days, sessions, locked, wrong_at_last, cleared_1, cleared_2,
    shut_from, shut_outcome, shut_tries)
  with
  -- Since when a customer, how old then, and which of the great groups: the draw of 1,000 in "lot".
  a as materialized (
    select i, (100000000 + i * 97)::text as member_no,
           greatest(v_today - 25 - floor(5600 * power(demo.draw(i, 1, 1000000) / 1e6, 1.3))::integer, date '2010-06-18') as started_on,
           case when demo.draw(i, 2, 100) < 56 then 'M' else 'F' end as sex,
           demo.draw(i, 3, 1000000) / 1e6 as age_luck, demo.draw(i, 4, 1000) < 24 as is_foreign, demo.draw(i, 5, 1000) as lot
    from generate_series(p_from, p_to - 1) i),
  b as materialized (
    select a.*, v_today - started_on as tenure,
           (started_on - make_interval(years => 20 + floor(46 * power(age_luck, 1.6))::integer))::date - 1 - demo.draw(i, 6, 364) as born,
           -- an earlier contract, ended by the member before this one
           age_luck > 0.3 and demo.draw(i, 7, 1000) < 30 and started_on > date '2014-06-01' as was_here_before
    from a),
  c as materialized (
    select b.*,
           case when lot < 25 and tenure > 250 then 'CANCELLED_BY_LENDER' when lot < 85 and tenure > 250 then 'CANCELLED_BY_MEMBER' else 'ACTIVE' end as state,
           lot between 85 and 134 and tenure > 1300 as dormant,
           lot between 135 and 139 and tenure > 1900 as reactivated,
           case when was_here_before then started_on - 400 - demo.draw(i, 8, 800) end as earlier_started_on,
           case when was_here_before then started_on - 60 - demo.draw(i, 9, 200) end as earlier_ended_on,
           case when born < date '1950-01-01' then 1936 when born < date '1963-01-01' then 1950 when born < date '1975-01-01' then 1963
                when born < date '1987-01-01' then 1975 when born < date '1998-01-01' then 1987 else 1998 end as era
    from b),
  d as materialized (
    select c.*,
           case when state <> 'ACTIVE' then v_today - 5 - demo.draw(i, 10, least(tenure - 200, 1400)) end as ended_on,
           demo.at(coalesce(earlier_started_on, started_on), 32400 + demo.draw(i, 11, 36000)) as registered_at,
           -- dormant members: days since the third anniversary of the last login; reactivated ones: days since the re-activation
           1 + case when demo.draw(i, 12, 100) < 12 then demo.draw(i, 13, 40) else demo.draw(i, 13, greatest(least(tenure - 1200, 1500), 1)) end as dormant_days,
           20 + demo.draw(i, 14, 600) as reactivated_days,
           state = 'ACTIVE' and not dormant and not reactivated as plain,
           demo.draw(i, 15, 100) as limit_luck, demo.draw(i, 16, 100) as rate_luck
    from c),
  -- The loan
  e as materialized (
    select d.*,
           case when limit_luck < 4 then 50000 when limit_luck < 14 then 100000 when limit_luck < 23 then 200000 when limit_luck < 41 then 300000
                when limit_luck < 66 then 500000 when limit_luck < 70 then 700000 when limit_luck < 74 then 800000 when limit_luck < 85 then 1000000
                when limit_luck < 92 then 1500000 when limit_luck < 96 then 2000000 when limit_luck < 99 then 3000000 else 5000000 end::bigint as was_limit,
           (array[5, 5, 15, 25, 25, 31])[1 + demo.draw(i, 17, 6)] as due_day,
           case when state = 'CANCELLED_BY_MEMBER' then true when state = 'CANCELLED_BY_LENDER' then false
                else demo.draw(i, 18, 1000) < case when dormant then 800 else 150 end end as paid_off,
           plain and tenure > 320 and demo.draw(i, 19, 1000) < 60 as late_luck,
           3 + floor(150 * power(demo.draw(i, 20, 1000) / 1e3, 2))::integer as late_days,
           state = 'ACTIVE' and tenure > 120 and demo.draw(i, 21, 1000) < 45 as stop_luck,
           state = 'ACTIVE' and not dormant and demo.draw(i, 22, 1000) < 120 and tenure > 400 as settled_luck,
           demo.draw(i, 23, 1000) as lock_luck, demo.draw(i, 24, 1000) as staff_lock_luck
    from d),
  f as materialized (
    select e.*,
           case when paid_off then 0 else least(was_limit, greatest(1000, was_limit * (10 + demo.draw(i, 25, 86)) / 100 - demo.draw(i, 26, 9000))) end as balance,
           late_luck and not paid_off as late,
           case when late_luck and not paid_off then demo.due_before(v_today - late_days, due_day)
                when state = 'CANCELLED_BY_LENDER' and demo.draw(i, 27, 10) < 7 then demo.due_before(ended_on - 100, due_day) end as late_since
    from e),
  g as materialized (
    select f.*,
           case when paid_off then (1 + demo.draw(i, 28, (was_limit / 10000)::integer)) * 10000
                else balance + demo.draw(i, 28, (was_limit - balance)::integer + 1) / 1000 * 1000 end::bigint as last_borrowing_balance,
           stop_luck or (late and v_today - late_since > 60) as limit_zero,
           v_today - late_since as days_late,
           -- named staff locks: a lost card, a suspected takeover
           case when plain and tenure > 90 and lock_luck >= 22 then case when staff_lock_luck < 5 then 'LOSS' when staff_lock_luck < 7 then 'TAKEOVER' end end as staff_lock,
           (plain and tenure > 60 and lock_luck < 22) or (dormant and dormant_days <= 40 and demo.draw(i, 29, 100) < 35) as locked,
           demo.draw(i, 30, 1000) as name_luck, demo.draw(i, 31, 1000) as restriction_luck, demo.draw(i, 32, 1000) as flag_luck,
           demo.draw(i, 33, 1000) as cleared_luck, demo.draw(i, 34, 1000) as web_luck, demo.draw(i, 35, 1000) as login_luck
    from f),
  -- The person: which line of which list
  h as materialized (
    select g.*,
           width_bucket(demo.draw(i, 40, v_family.total), v_family.starts) as family_line,
           width_bucket(demo.draw(i, 41, v_family.total), v_family.starts) as other_family_line,
           n.first_position - 1 + width_bucket(demo.draw(i, 42, n.total), n.starts) as given_line,
           width_bucket(demo.draw(i, 43, v_foreign.total), v_foreign.starts) as foreign_line,
           width_bucket(demo.draw(i, 44, v_area.total), v_area.starts) as area_line,
           case when demo.draw(i, 45, 100) < 60 then width_bucket(demo.draw(i, 44, v_area.total), v_area.starts)
                else width_bucket(demo.draw(i, 46, v_area.total), v_area.starts) end as former_area_line,
           v_today - (coalesce(earlier_started_on, started_on)) as known_days
    from g cross join lateral (select w.first_position, w.total, w.starts from demo.weighted w where w.list = g.sex || g.era) n),
  p as materialized (
    select h.*, fam.name as family, fam.kana as family_kana, fam.romaji as family_romaji,
           giv.name as given, giv.kana as given_kana, giv.romaji as given_romaji,
           oth.name as other_family, oth.kana as other_family_kana,
           fo.family as foreign_family, fo.given as foreign_given, fo.family_kana as foreign_family_kana, fo.given_kana as foreign_given_kana, fo.language,
           m.area_code, tow.postal_code, tow.name as town, ftow.postal_code as former_postal_code, ftow.name as former_town,
           emp.name as employer, femp.name as former_employer,
           -- a change of name, address, phone, workplace, Web-ID, card: some day between the first and today, at that hour of the day
           case when known_days > 60 and h.sex = 'F' and not is_foreign and name_luck < 130 or known_days > 60 and not is_foreign and name_luck < 8
                then registered_at + make_interval(days => 20 + demo.draw(i, 47, known_days - 40)) end as renamed_at,
           case when known_days > 60 and demo.draw(i, 48, 100) < 25 then registered_at + make_interval(days => 20 + demo.draw(i, 49, known_days - 40)) end as moved_at,
           case when known_days > 60 and demo.draw(i, 50, 100) < 12 then registered_at + make_interval(days => 20 + demo.draw(i, 51, known_days - 40)) end as mobile_changed_at,
           case when known_days > 60 and demo.draw(i, 52, 100) < 20 then registered_at + make_interval(days => 20 + demo.draw(i, 53, known_days - 40)) end as employer_changed_at,
           case when known_days > 60 and demo.draw(i, 54, 100) < 6 then registered_at + make_interval(days => 20 + demo.draw(i, 55, known_days - 40)) end as card_changed_at,
           case when web_luck < 860 then registered_at + interval '1 hour' * (1 + demo.draw(i, 56, 90)) end as web_id_since,
           case when known_days > 60 and web_luck < 120 then registered_at + make_interval(days => 20 + demo.draw(i, 57, known_days - 40)) end as web_id_changed_at,
           case when demo.draw(i, 58, 100) < 88 then 1 end as has_email,
           -- the last login before the two years: not later than the contract, the activity and the two years allow
           case when dormant then (v_today - interval '3 years')::date - dormant_days
                when reactivated then (v_today - interval '3 years')::date - reactivated_days - 20 - demo.draw(i, 59, 150)
                else least(v_window - 2 - demo.draw(i, 60, 40), ended_on - 2 - demo.draw(i, 61, 20)) end as last_before
    from h
    join demo.family_name fam on fam.position = family_line
    join demo.family_name oth on oth.position = other_family_line
    join demo.given_name giv on giv.position = given_line
    join demo.foreign_name fo on fo.position = foreign_line
    join demo.municipality m on m.position = area_line
    join demo.municipality fm on fm.position = former_area_line
    join demo.town tow on tow.position = m.first_town + demo.draw(i, 62, m.towns)
    join demo.town ftow on ftow.position = fm.first_town + demo.draw(i, 63, fm.towns)
    join demo.employer emp on emp.position = 1 + demo.draw(i, 64, (select count(*) from demo.employer)::integer)
    join demo.employer femp on femp.position = 1 + demo.draw(i, 65, (select count(*) from demo.employer)::integer))
  select
    i, member_no, sex, born, registered_at,
    case when is_foreign then foreign_family else family end, case when is_foreign then foreign_given else given end,
    case when is_foreign then foreign_family_kana else family_kana end, case when is_foreign then foreign_given_kana else given_kana end,
    case when is_foreign then lower(regexp_replace(foreign_family, '[^A-Za-z]', '', 'g')) else given_romaji || '.' || family_romaji end,
    case when is_foreign then language end,
    case when renamed_at is not null then other_family end, case when renamed_at is not null then other_family_kana end, renamed_at,
    -- aliases (通称名): a family name from the list, a given name of the member's age
    case when is_foreign and name_luck < 350 then other_family end, case when is_foreign and name_luck < 350 then given end,
    case when is_foreign and name_luck < 350 then other_family_kana end, case when is_foreign and name_luck < 350 then given_kana end,
    -- 090-0... is never given out, so nobody's telephone can ring
    case when demo.draw(i, 70, 100) < 94 or demo.draw(i, 71, 100) >= 35 then
      (array['090', '090', '080', '080', '070'])[1 + demo.draw(i, 72, 5)] || '0' || lpad((i * 7654321 % 9999991)::text, 7, '0') end,
    case when mobile_changed_at is not null then '0900' || lpad(((i + 3333333) * 7654321 % 9999991)::text, 7, '0') end, mobile_changed_at,
    case when demo.draw(i, 71, 100) < 35 then area_code || '0' || lpad(demo.draw(i, 73, 100000000)::text, 9 - length(area_code), '0') end,
    case when has_email = 1 then
      case when is_foreign then lower(regexp_replace(foreign_family, '[^A-Za-z]', '', 'g')) || '.' || lower(left(foreign_given, 1))
           when demo.draw(i, 74, 10) < 6 then given_romaji || '.' || family_romaji
           when demo.draw(i, 74, 10) < 8 then family_romaji || '_' || left(given_romaji, 1)
           else given_romaji || extract(year from born)::text end
      || demo.draw(i, 75, 9900) + 100 || '@' || v_domains[1 + demo.draw(i, 76, 7)] end,
    case when demo.draw(i, 77, 100) < 80 or known_days < 60 then registered_at else registered_at + make_interval(days => demo.draw(i, 78, known_days - 10)) end,
    area_line, postal_code,
    town || case when demo.draw(i, 79, 100) < 55 then (1 + demo.draw(i, 80, 5)) || '丁目' || (1 + demo.draw(i, 81, 40)) || '番' || (1 + demo.draw(i, 82, 25)) || '号'
                 when demo.draw(i, 79, 100) < 85 then (1 + demo.draw(i, 80, 5)) || '-' || (1 + demo.draw(i, 81, 40)) || '-' || (1 + demo.draw(i, 82, 25))
                 else (1 + demo.draw(i, 81, 2400)) || '番地' end,
    case when demo.draw(i, 83, 100) < 52 then v_towns_of_buildings[1 + demo.draw(i, 84, 12)] || left(town, 2)
         || case when demo.draw(i, 85, 3) = 0 then (array['Ⅱ', 'A棟', 'B棟'])[1 + demo.draw(i, 86, 3)] else '' end || ' '
         || (1 + demo.draw(i, 87, 9)) || '0' || (1 + demo.draw(i, 88, 8)) || '号室' end,
    case when moved_at is not null then former_area_line end, case when moved_at is not null then h_former.postal end,
    case when moved_at is not null then h_former.street end, case when moved_at is not null then h_former.building end, moved_at,
    employer, case when employer like '%(%' or employer in ('自営業', '年金受給') then null else area_code || '0' || lpad(demo.draw(i, 89, 100000000)::text, 9 - length(area_code), '0') end,
    case when employer_changed_at is not null then former_employer end, employer_changed_at,
    (4000000000 + i * 1900000013 % 999999937)::text,
    case when card_changed_at is not null then (5000000000 + i * 1900000013 % 999999937)::text end, card_changed_at,
    case when card_changed_at is not null then case when demo.draw(i, 90, 3) = 0 then 'LOST' else 'REPLACED' end end,
    case when web_id_since is not null then demo.web_id(i, 0) end, coalesce(web_id_changed_at, web_id_since),
    case when web_id_changed_at > web_id_since then demo.web_id(i, 1) end, case when web_id_changed_at > web_id_since then web_id_since end,
    started_on, ended_on, state,
    case when state = 'CANCELLED_BY_MEMBER' then 'MEMBER_REQUEST'
         when state = 'CANCELLED_BY_LENDER' then case when late_since is not null then 'LONG_DELINQUENCY'
                                                      else (array['DEBT_SETTLEMENT', 'DEBT_SETTLEMENT', 'BREACH', 'DEATH'])[1 + demo.draw(i, 91, 4)] end end,
    case when limit_zero then 0 else was_limit end, demo.apr(was_limit, started_on, rate_luck), balance, last_borrowing_balance, due_day,
    earlier_started_on, earlier_ended_on,
    late_since, case when late_since is not null then least(demo.minimum_repayment(last_borrowing_balance), greatest(balance, 1000)) end,
    case when settled_luck and late_since is null then demo.due_before(v_today - 60 - demo.draw(i, 92, 300), due_day) end,
    case when settled_luck and late_since is null then demo.due_before(v_today - 60 - demo.draw(i, 92, 300), due_day) + 1 + demo.draw(i, 93, 25) end,
    case when settled_luck and late_since is null then demo.minimum_repayment(last_borrowing_balance) end,
    case when late then 'DELINQUENCY'
         when limit_zero then (array['REVIEW', 'REVIEW', 'REVIEW', 'INCOME_CERTIFICATE_MISSING', 'INCOME_CERTIFICATE_MISSING', 'INCOME_CERTIFICATE_MISSING', 'OTHER', 'SELF_EXCLUSION'])[1 + demo.draw(i, 94, 8)] end,
    case when late then demo.at(late_since + 1, 300)
         when limit_zero then demo.at(v_today - 8 - demo.draw(i, 95, least(tenure - 30, 700)), 36000 + demo.draw(i, 96, 25000)) end,
    case when not late and not limit_zero and tenure > 900 and demo.draw(i, 97, 100) < 4 then demo.at(v_today - 300 - demo.draw(i, 98, 400), 39600) end,
    case when state = 'CANCELLED_BY_LENDER' and late_since is null then case demo.draw(i, 91, 4) when 3 then 'DECEASED' when 2 then null else 'LAWYER_NOTICE' end
         when restriction_luck < 45 then (array['NO_WORK_PHONE', 'NO_WORK_PHONE', 'NO_HOME_PHONE', 'NO_HOME_MAIL', 'NO_HOME_MAIL', 'HOURS', 'FAMILY_NOT_INFORMED', 'FAMILY_NOT_INFORMED', 'GUARDIAN'])[1 + restriction_luck / 5] end,
    case when state = 'CANCELLED_BY_LENDER' and late_since is null then case demo.draw(i, 91, 4) when 3 then 'FAMILY' else 'LAWYER' end
         when restriction_luck between 40 and 44 then 'COURT' else 'MEMBER' end,
    case when state = 'CANCELLED_BY_LENDER' and late_since is null and demo.draw(i, 91, 4) < 2 then 'あさひ窓口法律事務所(架空) 受任通知'
         when restriction_luck between 25 and 29 then '平日18時以降のみ' when restriction_luck between 40 and 44 then '成年後見人あり' end,
    demo.at(coalesce(ended_on, v_today - 3 - demo.draw(i, 99, least(tenure, 900))), 43200),
    case when staff_lock = 'TAKEOVER' then 'TAKEOVER_SUSPECTED'
         when limit_zero and not late and demo.draw(i, 94, 8) = 7 then 'SELF_EXCLUSION'
         when is_foreign and flag_luck < 450 then 'LANGUAGE'
         when flag_luck < 5 then 'HEARING' when flag_luck < 8 then 'SIGHT' when flag_luck < 9 then 'AML'
         when flag_luck = 9 and demo.draw(i, 100, 2) = 0 then 'ANTI_SOCIAL' end,
    case when staff_lock = 'TAKEOVER' then 'ご本人さまから「ログインした覚えがない」とのお申し出'
         when limit_zero and not late and demo.draw(i, 94, 8) = 7 then '貸付自粛の登録'
         when is_foreign and flag_luck < 450 then language
         when flag_luck < 5 then '筆談をご希望' when flag_luck < 8 then '読み上げをご希望' end,
    case when staff_lock = 'TAKEOVER' or limit_zero then demo.at(v_today - 8, 40000) else registered_at + interval '2 days' end,
    case when reactivated then demo.at(v_today - reactivated_days, 39600 + demo.draw(i, 101, 20000)) end,
    staff_lock, case when staff_lock is not null then demo.at(v_today - 1, 36000 + demo.draw(i, 102, 40000)) end,
    -- logins
    case when login_luck < 15 and not dormant and not reactivated then null
         when last_before > (registered_at at time zone 'Asia/Tokyo')::date then demo.at(last_before, 26000 + demo.draw(i, 103, 50000))
         else registered_at + interval '1 hour' end,
    greatest(started_on, v_window - 1, case when reactivated then v_today - reactivated_days end),
    case when dormant then ((last_before + interval '3 years')::date) when state <> 'ACTIVE' then ended_on else v_today end,
    case when staff_lock is not null then 3 + demo.draw(i, 104, 20)
         when locked then 1 + demo.draw(i, 104, 15)
         when cleared_luck < 6 then 1 + demo.draw(i, 104, 8)
         when login_luck between 20 and 34 then 1
         else 1 + demo.draw(i, 104, 20 + demo.draw(i, 105, 61)) end,
    case when login_luck < 15 and not dormant and not reactivated then null when dormant and not locked then null
         when cleared_luck < 6 then 20 else 20 + demo.draw(i, 105, 61) end,
    case when dormant then 1 end,
    locked and (login_luck >= 15 or dormant),
    case when plain and not locked and staff_lock is null and login_luck between 20 and 34 then 1 + login_luck % 4 end,
    case when cleared_luck < 60 and not dormant then case when cleared_luck < 6 then 1 else 1 + cleared_luck % 3 end end,
    case when cleared_luck < 6 and not dormant then 2 end,
    case when dormant and dormant_days > 2 then demo.at((last_before + interval '3 years')::date + 1, 30000)
         when state <> 'ACTIVE' then demo.at(ended_on + 1, 30000) end,
    case when dormant then 'DORMANT' when state <> 'ACTIVE' then 'CANCELLED' end,
    case when dormant then demo.draw(i, 106, 3) when state <> 'ACTIVE' then demo.draw(i, 106, 4) end
  from p cross join lateral (
    select p.former_postal_code as postal,
           p.former_town || (1 + demo.draw(p.i, 107, 5)) || '-' || (1 + demo.draw(p.i, 108, 40)) || '-' || (1 + demo.draw(p.i, 109, 25)) as street,
           case when demo.draw(p.i, 110, 100) < 60 then v_towns_of_buildings[1 + demo.draw(p.i, 111, 12)] || ' ' || (1 + demo.draw(p.i, 112, 9)) || '0' || (1 + demo.draw(p.i, 113, 8)) end as building
  ) h_former;
end $$;
