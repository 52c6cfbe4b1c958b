-- Signs of account takeover (不正利用の兆候, DOMAIN §6): computed from facts whenever somebody asks. Lock first, clear with a second person.
insert into madoguchi.setting (key, effective_from, value, made_by)
select key, timestamptz '2000-01-01 00:00:00+09', value::jsonb, 'migration' from (values
  ('takeover.shown_days', '30'),
  ('takeover.contact_data_hours', '72'),
  ('takeover.draw_hours', '24'),
  ('takeover.draw_percent', '80'),
  ('takeover.device_days', '365'),
  ('takeover.address_members', '10'),
  ('takeover.address_hours', '1')) s(key, value);

-- What was heard ---------------------------------------------------------------------------------------------------------
create table madoguchi.takeover_report (
  ref        uuid primary key,
  member_no  madoguchi.member_no not null references madoguchi.member,
  kind       text not null check (kind in ('LOGIN_DENIED', 'CALL_BACK_REFUSED', 'CHANGE_DENIED')),
  at         timestamptz not null,
  contact_no madoguchi.contact_no not null references madoguchi.contact,
  staff_no   madoguchi.staff_no not null references madoguchi.staff
);
create unique index takeover_report_once on madoguchi.takeover_report (contact_no, kind);
create index takeover_report_by_member on madoguchi.takeover_report (member_no, at desc);
create index takeover_report_by_staff on madoguchi.takeover_report (staff_no);
create trigger takeover_report_is_final before update or delete on madoguchi.takeover_report for each row execute function madoguchi.refuse_change();
comment on table madoguchi.takeover_report is 'Signs of account takeover that only a conversation shows, recorded by code in the contact.';
comment on column madoguchi.takeover_report.ref is 'Stable name.';
comment on column madoguchi.takeover_report.member_no is 'About whose account.';
comment on column madoguchi.takeover_report.kind is 'The member says "I did not log in" to the message of a login; a call-back was refused; the member knows nothing of a change that was reported.';
comment on column madoguchi.takeover_report.at is 'When.';
comment on column madoguchi.takeover_report.contact_no is 'In which contact.';
comment on column madoguchi.takeover_report.staff_no is 'By whom.';

create function madoguchi.report_takeover(p_ref uuid, p_contact_no text, p_staff_no text, p_kind text) returns timestamptz
language plpgsql security definer set search_path = pg_catalog, madoguchi as $$
declare
  v_member text;
  v_at     timestamptz;
begin
  select c.member_no into v_member from madoguchi.contact c
   where c.contact_no::text = p_contact_no and c.staff_no::text = p_staff_no and c.closed_at is null and c.parked_at is null;
  perform 1 from madoguchi.member m where m.member_no::text = v_member for no key update;
  v_at := clock_timestamp();
  if v_member is null then
    raise exception 'a sign is recorded only in an open contact with the member' using errcode = 'MD003';
  end if;
  insert into madoguchi.takeover_report (ref, member_no, kind, at, contact_no, staff_no)
  values (p_ref, v_member, p_kind, v_at, p_contact_no, p_staff_no)
  on conflict (contact_no, kind) do nothing;
  return (select r.at from madoguchi.takeover_report r where r.contact_no::text = p_contact_no and r.kind = p_kind);
end $$;
comment on function madoguchi.report_takeover(uuid, text, text, text) is
  'Records by code what was heard in an open contact, once a contact and kind; answers since when it stands. Refused elsewhere (MD003).';

-- The signs --------------------------------------------------------------------------------------------------------------
create index login_attempt_by_address on madoguchi.login_attempt (source_address, at) where outcome = 'WRONG_SECRET';

create function madoguchi.contact_data_changes(p_member_no text, p_from timestamptz, p_to timestamptz)
returns table (what text, at timestamptz)
language sql stable set search_path = pg_catalog, madoguchi as $$
  select c.what, max(c.at)
  from (
    select 'EMAIL', unnest(array[e.valid_from, e.valid_to]) from madoguchi.member_email e where e.member_no = p_member_no
    union all
    select 'PHONE', unnest(array[p.valid_from, p.valid_to]) from madoguchi.member_phone p where p.member_no = p_member_no
    union all
    select 'BANK_ACCOUNT', unnest(array[b.valid_from, b.valid_to]) from madoguchi.bank_account b where b.member_no = p_member_no) c(what, at)
  where c.at > p_from and c.at <= p_to
    and c.at > (select m.registered_at + interval '1 day' from madoguchi.member m where m.member_no = p_member_no)
  group by c.what, (c.at at time zone 'Asia/Tokyo')::date
$$;
comment on function madoguchi.contact_data_changes(text, timestamptz, timestamptz) is
  'Changes of e-mail, phone and bank account of a member after p_from, p_to included; one row a kind and day, with its latest. What was registered within a day of joining is no change.';

create function madoguchi.draws(p_member_no text, p_from timestamptz, p_to timestamptz)
returns table (at timestamptz, amount bigint, available bigint, channel text)
language plpgsql stable set search_path = pg_catalog, madoguchi as $$
begin
  -- A database without the ledger knows of no single borrowing.
  if to_regclass('madoguchi.ledger_entry') is null then
    return;
  end if;
  return query
    select e.at, e.amount::bigint,
           coalesce((select c.old_limit::bigint from madoguchi.limit_change c where c.contract_id = e.contract_id and c.at > e.at order by c.at limit 1),
                    k.credit_limit::bigint) - (e.balance - e.amount)::bigint,
           e.channel
    from madoguchi.ledger_entry e join madoguchi.contract k on k.id = e.contract_id
    where e.member_no::text = p_member_no and e.kind = 'BORROWING' and e.at > p_from and e.at <= p_to;
end $$;
comment on function madoguchi.draws(text, timestamptz, timestamptz) is
  'Borrowings of a member after p_from, p_to included, with the amount that was available right before each under the limit of that time, yen.';

create function madoguchi.takeover_signs(p_member_no text, p_at timestamptz)
returns table (sign text, since timestamptz, grave boolean, evidence jsonb)
language plpgsql stable set search_path = pg_catalog, madoguchi as $$
#variable_conflict use_column
declare
  v_answered timestamptz := (select max(k.cleared_at) from madoguchi.login_lock k
                              where k.member_no = p_member_no and k.kind = 'TAKEOVER' and k.cleared_at <= p_at);
  v_from     timestamptz := greatest(p_at - make_interval(days => madoguchi.setting_int('takeover.shown_days', p_at)), v_answered);
  v_watched  interval := make_interval(hours => madoguchi.setting_int('takeover.contact_data_hours', p_at));
  v_within   interval;
  v_known    timestamptz;
  v_percent  integer;
  v_many     integer;
begin
  return query
    select 'FLAGGED', f.valid_from, true, jsonb_build_object('source', f.source)
    from madoguchi.attention_flag f
    where f.member_no = p_member_no and f.kind = 'TAKEOVER_SUSPECTED' and f.valid_from <= p_at and (f.valid_to is null or f.valid_to > p_at)
      and (v_answered is null or f.valid_from > v_answered)
    union all
    select 'LOCKED', k.locked_at, true, jsonb_build_object('cause', k.cause)
    from madoguchi.login_lock k
    where k.member_no = p_member_no and k.kind = 'TAKEOVER' and k.locked_at <= p_at and (k.cleared_at is null or k.cleared_at > p_at);
  return query
    select r.kind, max(r.at), true, jsonb_build_object('contact', (array_agg(r.contact_no::text order by r.at desc))[1], 'times', count(*))
    from madoguchi.takeover_report r where r.member_no = p_member_no and r.at > v_from and r.at <= p_at
    group by r.kind;
  return query
    select 'WEB_ID_AND_PIN_ONE_DAY', max(greatest(w.ended_at, r.at)), true, jsonb_build_object('web_id_at', max(w.ended_at), 'pin_at', max(r.at))
    from madoguchi.web_id w
    join lateral (
      select c.requested_at as at from madoguchi.credential_reset c where c.member_no = p_member_no and c.secret = 'PIN'
      union all
      select c.at from madoguchi.secret_change c where c.member_no = p_member_no and c.secret = 'PIN') r
      on r.at > v_from and r.at <= p_at and (r.at at time zone 'Asia/Tokyo')::date = (w.ended_at at time zone 'Asia/Tokyo')::date
    where w.member_no = p_member_no and w.end_reason = 'REISSUED' and w.ended_at > v_from and w.ended_at <= p_at
    group by (w.ended_at at time zone 'Asia/Tokyo')::date;
  return query
    select 'CONTACT_DATA_CHANGED', c.at, false, jsonb_build_object('what', c.what, 'until', c.at + v_watched)
    from madoguchi.contact_data_changes(p_member_no, greatest(v_from, p_at - v_watched), p_at) c;
  if exists (select from madoguchi.draws(p_member_no, v_from, p_at)) then
    return query
      select 'CHANGED_THEN_DRAW', d.at, true, jsonb_build_object('what', c.what, 'changed_at', c.at, 'draw_at', d.at, 'amount', d.amount)
      from madoguchi.contact_data_changes(p_member_no, v_from - v_watched, p_at) c
      join lateral (select x.* from madoguchi.draws(p_member_no, v_from, p_at) x where x.at > c.at and x.at <= c.at + v_watched order by x.at limit 1) d on true;
    v_within := make_interval(hours => madoguchi.setting_int('takeover.draw_hours', p_at));
    v_known := v_from - make_interval(days => madoguchi.setting_int('takeover.device_days', p_at));
    v_percent := madoguchi.setting_int('takeover.draw_percent', p_at);
    return query
      with device as (
        -- The first success of a device within the time in which devices are known.
        select a.device, min(a.at) as at
        from madoguchi.login_attempt a
        where a.member_no = p_member_no and a.outcome = 'SUCCESS' and a.channel <> 'ATM' and a.device is not null and a.at > v_known and a.at <= p_at
        group by a.device)
      select 'NEW_DEVICE_THEN_DRAW', d.at, true,
             jsonb_build_object('device', v.device, 'login_at', v.at, 'draw_at', d.at, 'amount', d.amount, 'percent', d.amount * 100 / d.available)
      from madoguchi.draws(p_member_no, v_from, p_at) d
      join lateral (
        select v.* from device v
        where v.at <= d.at and v.at > d.at - v_within and exists (select from device w where w.at < v.at)
        order by v.at desc limit 1) v on true
      where d.available > 0 and d.amount * 100 >= d.available * v_percent;
  end if;
  v_within := make_interval(hours => madoguchi.setting_int('takeover.address_hours', p_at));
  v_many := madoguchi.setting_int('takeover.address_members', p_at);
  return query
    select 'MANY_MEMBERS_ONE_ADDRESS', o.at, true, jsonb_build_object('address', host(o.source_address), 'members', n.members)
    from (
      select a.source_address, max(a.at) as at
      from madoguchi.login_attempt a
      where a.member_no = p_member_no and a.outcome = 'WRONG_SECRET' and a.source_address is not null and a.at > v_from and a.at <= p_at
      group by a.source_address) o
    cross join lateral (
      select count(distinct a.member_no) as members
      from madoguchi.login_attempt a
      where a.source_address = o.source_address and a.outcome = 'WRONG_SECRET'
        and a.at > o.at - v_within and a.at < least(o.at + v_within, p_at + interval '1 microsecond')
        and a.at > v_from - v_within and a.at <= p_at) n
    where n.members >= v_many;
end $$;
comment on function madoguchi.takeover_signs(text, timestamptz) is
  'The signs of account takeover of a member at a moment (DOMAIN §6), each with its evidence and since when. Grave ones make takeover suspected; a change of contact data is watched for hours (setting takeover.contact_data_hours) without being one. Shown for days (takeover.shown_days); what lies before the last clearing of a lock for takeover was answered by it.';

create function madoguchi.takeover_suspected(p_member_no text, p_at timestamptz) returns boolean
language sql stable set search_path = pg_catalog, madoguchi as $$
  select exists (select from madoguchi.takeover_signs(p_member_no, p_at) s where s.grave)
$$;
comment on function madoguchi.takeover_suspected(text, timestamptz) is 'Whether a grave sign of account takeover is shown: the one answer for rulebook, limit and member site.';

-- Lock first ---------------------------------------------------------------------------------------------------------------
create table madoguchi.takeover_lock (
  lock_id    bigint primary key references madoguchi.login_lock,
  member_no  madoguchi.member_no not null references madoguchi.member,
  at         timestamptz not null,
  contact_no madoguchi.contact_no not null references madoguchi.contact,
  staff_no   madoguchi.staff_no not null references madoguchi.staff,
  signs      jsonb not null
);
create index takeover_lock_by_member on madoguchi.takeover_lock (member_no, at desc);
create index takeover_lock_by_contact on madoguchi.takeover_lock (contact_no);
create index takeover_lock_by_staff on madoguchi.takeover_lock (staff_no);
create trigger takeover_lock_is_final before update or delete on madoguchi.takeover_lock for each row execute function madoguchi.refuse_change();
comment on table madoguchi.takeover_lock is 'In which contact a lock for suspected takeover was set, and the signs as they were then: kept as evidence.';
comment on column madoguchi.takeover_lock.lock_id is 'The lock, of kind TAKEOVER.';
comment on column madoguchi.takeover_lock.member_no is 'Whose.';
comment on column madoguchi.takeover_lock.at is 'When.';
comment on column madoguchi.takeover_lock.contact_no is 'In which contact.';
comment on column madoguchi.takeover_lock.staff_no is 'By whom.';
comment on column madoguchi.takeover_lock.signs is 'What takeover_signs answered at that moment, as a list; empty = on the word of the member or of staff alone.';

create function madoguchi.lock_for_takeover(p_contact_no text, p_staff_no text)
returns table (locked_at timestamptz, is_new boolean)
language plpgsql security definer set search_path = pg_catalog, madoguchi as $$
#variable_conflict use_column
declare
  v_member text;
  v_signs  jsonb;
  v_lock   bigint;
  v_at     timestamptz;
begin
  select c.member_no into v_member from madoguchi.contact c
   where c.contact_no::text = p_contact_no and c.staff_no::text = p_staff_no and c.closed_at is null and c.parked_at is null;
  perform 1 from madoguchi.member m where m.member_no::text = v_member for no key update;
  v_at := clock_timestamp();
  if v_member is null or not madoguchi.has_right_alone(p_staff_no, 'LOCK_SET', v_at) then
    raise exception 'a lock for takeover is set in an open contact with the member, by who may' using errcode = 'MD003';
  end if;
  select k.locked_at into v_at from madoguchi.login_lock k where k.member_no::text = v_member and k.kind = 'TAKEOVER' and k.cleared_at is null;
  if found then
    return query select v_at, false;
    return;
  end if;
  v_at := clock_timestamp();
  select coalesce(jsonb_agg(to_jsonb(s) order by s.since), '[]') into v_signs from madoguchi.takeover_signs(v_member, v_at) s;
  insert into madoguchi.login_lock (member_no, kind, cause, stops_member_page, stops_app, stops_atm, stops_card_login, stops_web_id_login, locked_at, locked_by)
  values (v_member, 'TAKEOVER', 'SUSPECTED_BY_STAFF', true, true, true, true, true, v_at, p_staff_no)
  returning id into v_lock;
  insert into madoguchi.takeover_lock (lock_id, member_no, at, contact_no, staff_no, signs) values (v_lock, v_member, v_at, p_contact_no, p_staff_no, v_signs);
  return query select v_at, true;
end $$;
comment on function madoguchi.lock_for_takeover(text, text) is
  'Locks member page, app and ATM of the member of an open contact, on any channel and without an identity check; keeps the signs of that moment. Asked again, answers the lock that stands. Tells nobody: whoever has taken the account over would read it.';

-- Clearing: in person, with a second person, always --------------------------------------------------------------------------
alter table madoguchi.login_lock drop constraint login_lock_clear_reason_check;
alter table madoguchi.login_lock drop constraint login_lock_cleared_for_its_kind;
alter table madoguchi.login_lock
  add constraint login_lock_clear_reason_check check (clear_reason in (
    'FORGOT_SECRET', 'MISTYPED', 'OLD_SECRET', 'WRONG_ID', 'FAMILY_TYPED', 'DEVICE_INPUT', 'OTHER', 'CARD_FOUND', 'CARD_REPLACED',
    'MEMBER_CONFIRMED', 'SECRETS_RENEWED')),
  add constraint login_lock_cleared_for_its_kind check (
    clear_reason is null
    or ((kind = 'LOSS') = (clear_reason in ('CARD_FOUND', 'CARD_REPLACED'))
        and (kind = 'TAKEOVER') = (clear_reason in ('MEMBER_CONFIRMED', 'SECRETS_RENEWED'))));

create or replace function madoguchi.guard_login_lock() returns trigger
language plpgsql set search_path = pg_catalog, madoguchi as $$
begin
  if old.cleared_at is not null then
    raise exception 'lock % is already cleared', old.ref using errcode = 'MD002';
  end if;
  if new.cleared_at is null then
    raise exception 'lock % can only be cleared', old.ref using errcode = 'MD002';
  end if;
  if not exists (
    select from madoguchi.identity_check i join madoguchi.contact c on c.contact_no = i.contact_no
    where i.id = new.cleared_check_id and i.id = madoguchi.valid_identity_check(new.cleared_contact_no, new.cleared_at)
      and i.contact_no = new.cleared_contact_no and i.member_no = old.member_no
      and i.method in ('IN_PERSON', 'VIDEO')
      and c.channel in ('STORE', 'MACHINE') and c.closed_at is null
      and c.staff_no = new.cleared_by and c.place_no = new.cleared_place_no) then
    raise exception 'lock % is cleared only in an open contact at a counter or machine, on a valid identity check', old.ref
      using errcode = 'MD003';
  end if;
  if old.kind = 'TAKEOVER'
     and not madoguchi.approval_is_for(new.approval_ref, new.cleared_contact_no::text, 'CLEAR_TAKEOVER') then
    raise exception 'lock % for suspected takeover is cleared with a second person', old.ref using errcode = 'MD003';
  end if;
  return new;
end $$;
comment on function madoguchi.guard_login_lock() is
  'No clearing without an open contact in person and a valid passed check of the same member (DOMAIN R22); of a lock for takeover, not without a second person.';

-- The limit asks the same function.
create or replace function madoguchi.limit_facts_of(p_member_no text, p_at timestamptz) returns madoguchi.limit_facts
language sql stable set search_path = pg_catalog, madoguchi as $$
  select row(
    m.member_no, m.birth_date, c.product_version, c.id, c.state, c.version, c.started_on, c.credit_limit, c.apr, c.balance,
    (select coalesce(sum(o.balance::bigint), 0)::bigint from madoguchi.contract o where o.member_no = m.member_no and o.id <> c.id),
    i.annual_income, i.source, i.valid_from, i.paper_on, i.renew_on, coalesce(i.reopened, false),
    p.waiting, p.newest,
    o.balance, o.lenders, o.source, o.reported_at,
    b.answered_at, b.default_on_file, coalesce(b.self_excluded, false) or 'SELF_EXCLUSION' = any (f.kinds),
    (select d.due_on from madoguchi.delinquency d where d.member_no = m.member_no and d.settled_on is null),
    (select coalesce(array_agg(l.kind order by l.kind), '{}') from madoguchi.login_lock l
     where l.member_no = m.member_no and l.kind in ('LOSS', 'TAKEOVER') and l.cleared_at is null),
    madoguchi.takeover_suspected(m.member_no::text, p_at),
    (select coalesce(array_agg(s.reason order by s.reason), '{}') from madoguchi.borrowing_stop s
     where s.member_no = m.member_no and s.lifted_at is null),
    (select coalesce(array_agg(distinct r.kind order by r.kind), '{}') from madoguchi.contact_restriction r
     where r.member_no = m.member_no and r.kind in ('LAWYER_NOTICE', 'DEBT_SETTLEMENT', 'DECEASED', 'GUARDIAN')
       and r.valid_from <= p_at and (r.valid_to is null or r.valid_to > p_at)),
    array(select k from unnest(f.kinds) k where k in ('AML', 'ANTI_SOCIAL') order by k),
    greatest((select max(k.at) from madoguchi.identity_check k where k.member_no = m.member_no and k.result = 'PASSED'),
             (select g.at from madoguchi.last_login g where g.member_no = m.member_no)),
    (select max(d.confirmed_at) from madoguchi.contact_data_confirmation d where d.member_no = m.member_no),
    (select nullif(max(a.valid_from), min(a.valid_from)) from madoguchi.member_address a where a.member_no = m.member_no and a.valid_from <= p_at),
    (select nullif(max(a.valid_from), min(a.valid_from)) from madoguchi.member_phone a where a.member_no = m.member_no and a.valid_from <= p_at),
    (select nullif(max(a.valid_from), min(a.valid_from)) from madoguchi.member_email a where a.member_no = m.member_no and a.valid_from <= p_at),
    (select nullif(max(a.valid_from), min(a.valid_from)) from madoguchi.member_employer a where a.member_no = m.member_no and a.valid_from <= p_at),
    e.id is not null, w.result, w.checked_at)::madoguchi.limit_facts
  from madoguchi.member m
  left join lateral (select k.* from madoguchi.contract k where k.member_no = m.member_no
                     order by k.started_on desc, k.id desc limit 1) c on true
  left join lateral madoguchi.income_in_force(p_member_no, p_at) i on true
  cross join lateral (select count(*) filter (where k.state in ('WAITING', 'QUARANTINED', 'READY'))::integer as waiting,
                             max(k.received_at) as newest
                      from madoguchi.income_certificate k where k.member_no = m.member_no) p
  left join lateral (select k.* from madoguchi.bureau_answer k
                     where k.member_no = m.member_no and k.outcome = 'ANSWERED' and k.answered_at <= p_at
                     order by k.answered_at desc limit 1) b on true
  left join lateral (select k.* from madoguchi.other_lending k
                     where k.member_no = m.member_no and k.source = 'BUREAU' and k.reported_at <= p_at
                     order by k.reported_at desc, k.id desc limit 1) t on true
  left join lateral (select k.* from madoguchi.other_lending k
                     where k.member_no = m.member_no and k.source = 'DECLARED' and k.reported_at <= p_at
                     order by k.reported_at desc, k.id desc limit 1) d on true
  left join lateral (select k.* from madoguchi.other_lending k
                     where k.id = case when t.id is null or d.reported_at > t.reported_at and d.balance > t.balance then d.id else t.id end) o on true
  cross join lateral (select coalesce(array_agg(distinct k.kind), '{}') as kinds from madoguchi.attention_flag k
                      where k.member_no = m.member_no and k.valid_from <= p_at and (k.valid_to is null or k.valid_to > p_at)) f
  left join madoguchi.member_employer e on e.member_no = m.member_no and e.valid_to is null
  left join lateral (select k.* from madoguchi.workplace_check k
                     where k.member_no = m.member_no and k.employer_id is not distinct from e.id and k.checked_at <= p_at
                     order by k.checked_at desc limit 1) w on true
  where m.member_no = p_member_no
$$;
