-- Login: attempts, locks, last login, dormancy, and what makes the service unavailable.
create table madoguchi.login_attempt (
  id             bigint generated always as identity,
  at             timestamptz not null,
  member_no      text,
  id_kind        text not null check (id_kind in ('CARD', 'WEB_ID')),
  id_digest      bytea not null check (octet_length(id_digest) = 32),
  id_shown       text not null check (length(id_shown) <= 40),
  channel        text not null check (channel in ('MEMBER_PAGE', 'APP', 'ATM')),
  outcome        text not null check (outcome in ('SUCCESS', 'WRONG_SECRET', 'UNKNOWN_ID', 'RETIRED_ID', 'LOCKED', 'CANCELLED', 'DORMANT', 'OUTAGE', 'MAINTENANCE')),
  counted        boolean not null,
  attempts_left  smallint,
  device         text check (length(device) <= 200),
  source_address inet,
  primary key (id, at),
  check (not counted or outcome = 'WRONG_SECRET'),
  check (member_no is not null or outcome = 'UNKNOWN_ID')
) partition by range (at);
create index login_attempt_by_member on madoguchi.login_attempt (member_no, at desc, id desc) where member_no is not null;
create index login_attempt_by_digest on madoguchi.login_attempt (id_digest, at desc) where member_no is null;
comment on table madoguchi.login_attempt is 'Attempts to log in to the member page, the app or an ATM, as the member site reported them.';
comment on column madoguchi.login_attempt.id is 'Row id.';
comment on column madoguchi.login_attempt.at is 'When; within one member in the order in which they took effect.';
comment on column madoguchi.login_attempt.member_no is 'Whose; null when the ID matches nobody.';
comment on column madoguchi.login_attempt.id_kind is 'Card number or Web-ID.';
comment on column madoguchi.login_attempt.id_digest is 'SHA-256 of the ID as typed, to find attempts with an ID that matches nobody; the typed text itself is not kept.';
comment on column madoguchi.login_attempt.id_shown is 'Masked ID: last 4 of a card number, first 2 of a Web-ID.';
comment on column madoguchi.login_attempt.channel is 'Member page, app or ATM.';
comment on column madoguchi.login_attempt.outcome is 'What happened.';
comment on column madoguchi.login_attempt.counted is 'Whether it counts towards the login lock.';
comment on column madoguchi.login_attempt.attempts_left is 'Attempts left before the lock, after this one; null where nothing was counted.';
comment on column madoguchi.login_attempt.device is 'Device as reported.';
comment on column madoguchi.login_attempt.source_address is 'Network address it came from.';

create table madoguchi.last_login (
  member_no madoguchi.member_no primary key references madoguchi.member,
  at        timestamptz not null
);
comment on table madoguchi.last_login is 'Latest successful login of a member.';
comment on column madoguchi.last_login.member_no is 'Whose.';
comment on column madoguchi.last_login.at is 'When.';

create table madoguchi.reactivation (
  id         bigint generated always as identity primary key,
  member_no  madoguchi.member_no not null references madoguchi.member,
  at         timestamptz not null,
  contact_no madoguchi.contact_no references madoguchi.contact,
  check_id   bigint references madoguchi.identity_check,
  staff_no   madoguchi.staff_no references madoguchi.staff
);
create index reactivation_by_member on madoguchi.reactivation (member_no, at desc);
create index reactivation_by_contact on madoguchi.reactivation (contact_no);
create index reactivation_by_check on madoguchi.reactivation (check_id);
create index reactivation_by_staff on madoguchi.reactivation (staff_no);
comment on table madoguchi.reactivation is 'Re-activations (利用再開) of dormant members; dormancy counts anew from them.';
comment on column madoguchi.reactivation.id is 'Row id.';
comment on column madoguchi.reactivation.member_no is 'Whose.';
comment on column madoguchi.reactivation.at is 'When.';
comment on column madoguchi.reactivation.contact_no is 'During which contact.';
comment on column madoguchi.reactivation.check_id is 'On which identity check.';
comment on column madoguchi.reactivation.staff_no is 'By whom.';

create table madoguchi.approval (
  ref            uuid primary key,
  operation      text not null check (operation ~ '^[A-Z_]{3,40}$'),
  member_no      madoguchi.member_no references madoguchi.member,
  contact_no     madoguchi.contact_no references madoguchi.contact,
  place_no       madoguchi.place_no not null references madoguchi.place,
  reason         text not null check (reason ~ '^[A-Z0-9_]{3,60}$'),
  payload        text not null check (length(payload) <= 20000),
  facts          text not null check (length(facts) <= 2000),
  maker          madoguchi.staff_no not null references madoguchi.staff,
  made_at        timestamptz not null,
  expires_at     timestamptz not null,
  decision       text check (decision in ('APPROVED', 'REFUSED', 'WITHDRAWN', 'EXPIRED')),
  checker        madoguchi.staff_no references madoguchi.staff,
  decided_at     timestamptz,
  refusal_reason text check (refusal_reason in ('CHECK_NOT_SUFFICIENT', 'SUSPICIOUS', 'WRONG_PROCEDURE', 'FACTS_CHANGED', 'OTHER')),
  note           text check (length(note) between 1 and 500),
  check (expires_at > made_at),
  check ((decision is null) = (decided_at is null)),
  check (decision is null or decision not in ('APPROVED', 'REFUSED') or checker is not null),
  check (maker <> checker),
  check ((decision = 'REFUSED') = (refusal_reason is not null) or decision is null and refusal_reason is null)
);
create unique index approval_one_open on madoguchi.approval (operation, contact_no) where decision is null;
create index approval_by_waiting on madoguchi.approval (made_at, ref) where decision is null;
create index approval_by_member on madoguchi.approval (member_no, made_at desc);
create index approval_by_contact on madoguchi.approval (contact_no);
create index approval_by_place on madoguchi.approval (place_no);
create index approval_by_maker on madoguchi.approval (maker, made_at desc);
create index approval_by_checker on madoguchi.approval (checker);
comment on table madoguchi.approval is 'Requests for a second person (二者承認): exactly what will be applied, by whom asked, by whom decided.';
comment on column madoguchi.approval.ref is 'Name of the request in an address.';
comment on column madoguchi.approval.operation is 'What is asked for.';
comment on column madoguchi.approval.member_no is 'About which member.';
comment on column madoguchi.approval.contact_no is 'During which contact.';
comment on column madoguchi.approval.place_no is 'From which place.';
comment on column madoguchi.approval.reason is 'Why the rulebook wants a second person.';
comment on column madoguchi.approval.payload is 'What will be applied, as JSON; the checker signs exactly this.';
comment on column madoguchi.approval.facts is 'Fingerprint text of the facts on which it was asked; refused when they changed.';
comment on column madoguchi.approval.maker is 'Who asked.';
comment on column madoguchi.approval.made_at is 'When.';
comment on column madoguchi.approval.expires_at is 'Not to be decided from this moment on.';
comment on column madoguchi.approval.decision is 'What came of it; null = waiting.';
comment on column madoguchi.approval.checker is 'Who decided; never the maker.';
comment on column madoguchi.approval.decided_at is 'When.';
comment on column madoguchi.approval.refusal_reason is 'Why it was refused.';
comment on column madoguchi.approval.note is 'Words of the checker to the maker.';

create function madoguchi.guard_approval() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  if old.decision is not null then
    raise exception 'approval % is decided', old.ref using errcode = 'MD002';
  end if;
  if new.decision = 'APPROVED' and clock_timestamp() >= old.expires_at then
    raise exception 'approval % is expired', old.ref using errcode = 'MD002';
  end if;
  return new;
end $$;
comment on function madoguchi.guard_approval() is 'A request is decided once, and never after its time.';
create trigger guard_approval before update on madoguchi.approval for each row execute function madoguchi.guard_approval();
create trigger approval_is_kept before delete on madoguchi.approval for each row execute function madoguchi.refuse_change();

create table madoguchi.login_lock (
  id                 bigint generated always as identity primary key,
  ref                uuid not null unique default gen_random_uuid(),
  member_no          madoguchi.member_no not null references madoguchi.member,
  kind               text not null check (kind in ('LOGIN', 'ATM_PIN', 'LOSS', 'TAKEOVER')),
  cause              text not null check (cause in ('REPEATED_FAILURES', 'REPORTED_BY_MEMBER', 'SUSPECTED_BY_STAFF')),
  failures           smallint check (failures > 0),
  stops_member_page  boolean not null,
  stops_app          boolean not null,
  stops_atm          boolean not null,
  stops_card_login   boolean not null,
  stops_web_id_login boolean not null,
  locked_at          timestamptz not null,
  locked_by          madoguchi.staff_no references madoguchi.staff,
  cleared_at         timestamptz,
  cleared_by         madoguchi.staff_no references madoguchi.staff,
  cleared_place_no   madoguchi.place_no references madoguchi.place,
  cleared_contact_no madoguchi.contact_no references madoguchi.contact,
  cleared_check_id   bigint references madoguchi.identity_check,
  clear_reason       text check (clear_reason in ('FORGOT_SECRET', 'MISTYPED', 'OLD_SECRET', 'WRONG_ID', 'FAMILY_TYPED', 'DEVICE_INPUT', 'OTHER')),
  approval_ref       uuid references madoguchi.approval,
  check ((cause = 'REPEATED_FAILURES') = (failures is not null)),
  check ((cause = 'REPEATED_FAILURES') = (locked_by is null)),
  check (num_nulls(cleared_at, cleared_by, cleared_place_no, cleared_contact_no, cleared_check_id, clear_reason) in (0, 6)),
  check (cleared_at is not null or approval_ref is null),
  check (cleared_at >= locked_at)
);
create unique index login_lock_one_open on madoguchi.login_lock (member_no, kind) where cleared_at is null;
create index login_lock_by_member on madoguchi.login_lock (member_no, locked_at desc, id desc);
create index login_lock_by_contact on madoguchi.login_lock (cleared_contact_no) where cleared_contact_no is not null;
create index login_lock_by_clearer on madoguchi.login_lock (cleared_by, cleared_at desc) where cleared_by is not null;
create index login_lock_by_check on madoguchi.login_lock (cleared_check_id) where cleared_check_id is not null;
create index login_lock_by_place on madoguchi.login_lock (cleared_place_no) where cleared_place_no is not null;
create index login_lock_by_approval on madoguchi.login_lock (approval_ref) where approval_ref is not null;
create index login_lock_by_locker on madoguchi.login_lock (locked_by) where locked_by is not null;
comment on table madoguchi.login_lock is 'Login locks (ログインロック): a row is opened by the fifth failure or by staff, and closed by a clearing.';
comment on column madoguchi.login_lock.id is 'Row id.';
comment on column madoguchi.login_lock.ref is 'Name of the row in an address.';
comment on column madoguchi.login_lock.member_no is 'Whose.';
comment on column madoguchi.login_lock.kind is 'Login lock, ATM PIN lock, lost card, suspected takeover.';
comment on column madoguchi.login_lock.cause is 'What opened it.';
comment on column madoguchi.login_lock.failures is 'Consecutive failures that led to it.';
comment on column madoguchi.login_lock.stops_member_page is 'Stops the member page.';
comment on column madoguchi.login_lock.stops_app is 'Stops the app.';
comment on column madoguchi.login_lock.stops_atm is 'Stops ATMs.';
comment on column madoguchi.login_lock.stops_card_login is 'Stops login with the card number.';
comment on column madoguchi.login_lock.stops_web_id_login is 'Stops login with the Web-ID.';
comment on column madoguchi.login_lock.locked_at is 'Locked since.';
comment on column madoguchi.login_lock.locked_by is 'Member of staff who set it; null when failures did.';
comment on column madoguchi.login_lock.cleared_at is 'Cleared (ロック解除) at; null = open.';
comment on column madoguchi.login_lock.cleared_by is 'Who cleared it.';
comment on column madoguchi.login_lock.cleared_place_no is 'At which place.';
comment on column madoguchi.login_lock.cleared_contact_no is 'During which contact; never one by phone or letter.';
comment on column madoguchi.login_lock.cleared_check_id is 'On which passed identity check of the same contact.';
comment on column madoguchi.login_lock.clear_reason is 'Why the failures happened, as the member said.';
comment on column madoguchi.login_lock.approval_ref is 'The second person''s decision, where one was needed.';

create function madoguchi.guard_login_lock() returns trigger
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
  return new;
end $$;
comment on function madoguchi.guard_login_lock() is 'No clearing without an open contact in person and a valid passed check of the same member (DOMAIN R22).';
create trigger guard_login_lock before update on madoguchi.login_lock for each row execute function madoguchi.guard_login_lock();
create trigger login_lock_is_kept before delete on madoguchi.login_lock for each row execute function madoguchi.refuse_change();

create table madoguchi.credential_reset (
  id           bigint generated always as identity primary key,
  ref          uuid not null unique,
  member_no    madoguchi.member_no not null references madoguchi.member,
  contact_no   madoguchi.contact_no not null references madoguchi.contact,
  check_id     bigint not null references madoguchi.identity_check,
  secret       text not null check (secret in ('PASSWORD', 'PIN')),
  requested_at timestamptz not null,
  requested_by madoguchi.staff_no not null references madoguchi.staff
);
create unique index credential_reset_once on madoguchi.credential_reset (contact_no, secret);
create index credential_reset_by_member on madoguchi.credential_reset (member_no, requested_at desc);
create index credential_reset_by_check on madoguchi.credential_reset (check_id);
create index credential_reset_by_staff on madoguchi.credential_reset (requested_by);
create trigger credential_reset_is_final before update or delete on madoguchi.credential_reset for each row execute function madoguchi.refuse_change();
comment on table madoguchi.credential_reset is 'Requests to reset (再設定) a password or PIN, taken in person on a passed check; staff never see the secret (DOMAIN R6).';
comment on column madoguchi.credential_reset.id is 'Row id.';
comment on column madoguchi.credential_reset.ref is 'Name of the row in an address.';
comment on column madoguchi.credential_reset.member_no is 'Whose.';
comment on column madoguchi.credential_reset.contact_no is 'During which contact.';
comment on column madoguchi.credential_reset.check_id is 'On which identity check.';
comment on column madoguchi.credential_reset.secret is 'Password or PIN.';
comment on column madoguchi.credential_reset.requested_at is 'When.';
comment on column madoguchi.credential_reset.requested_by is 'By whom.';

-- What makes the service unavailable to everybody ---------------------------------------------------------------
create table madoguchi.maintenance_rule (
  id             bigint generated always as identity primary key,
  kind           text not null check (kind in ('WEEKLY', 'NTH_WEEKDAY', 'FIXED_DATE', 'ONE_OFF')),
  weekday        smallint check (weekday between 1 and 7),
  nth            smallint check (nth between 1 and 5),
  month          smallint check (month between 1 and 12),
  day            smallint check (day between 1 and 31),
  on_date        date,
  starts         time not null,
  lasts          interval not null check (lasts > interval '0' and lasts <= interval '48 hours'),
  effective_from timestamptz not null,
  effective_to   timestamptz,
  check ((kind in ('WEEKLY', 'NTH_WEEKDAY')) = (weekday is not null)),
  check ((kind = 'NTH_WEEKDAY') = (nth is not null)),
  check ((kind = 'FIXED_DATE') = (month is not null and day is not null)),
  check ((kind = 'ONE_OFF') = (on_date is not null)),
  check (effective_to is null or effective_to > effective_from)
);
comment on table madoguchi.maintenance_rule is 'When the member page is closed for scheduled maintenance (定期メンテナンス), Tokyo time (DOMAIN R32).';
comment on column madoguchi.maintenance_rule.id is 'Row id.';
comment on column madoguchi.maintenance_rule.kind is 'Weekly, nth weekday of the month, a date each year, one day.';
comment on column madoguchi.maintenance_rule.weekday is 'ISO weekday, 1 = Monday.';
comment on column madoguchi.maintenance_rule.nth is 'Which of the month''s such weekdays.';
comment on column madoguchi.maintenance_rule.month is 'Month of the yearly date.';
comment on column madoguchi.maintenance_rule.day is 'Day of the yearly date.';
comment on column madoguchi.maintenance_rule.on_date is 'The one day.';
comment on column madoguchi.maintenance_rule.starts is 'Starts at, Tokyo time.';
comment on column madoguchi.maintenance_rule.lasts is 'How long; the end is exclusive and may lie on the next day.';
comment on column madoguchi.maintenance_rule.effective_from is 'The rule counts from.';
comment on column madoguchi.maintenance_rule.effective_to is 'The rule counts until; null = open.';

create function madoguchi.maintenance_at(p_at timestamptz) returns table (starts_at timestamptz, ends_at timestamptz)
language sql stable set search_path = pg_catalog, madoguchi as $$
  select min(w.starts_at), max(w.ends_at)
  from (
    select (d.day + r.starts) at time zone 'Asia/Tokyo' as starts_at,
           (d.day + r.starts + r.lasts) at time zone 'Asia/Tokyo' as ends_at
    from madoguchi.maintenance_rule r
    cross join lateral (
      select (p_at at time zone 'Asia/Tokyo')::date - back as day from generate_series(0, 2) back) d
    where r.effective_from <= p_at and (r.effective_to is null or p_at < r.effective_to)
      and case r.kind
            when 'WEEKLY' then extract(isodow from d.day) = r.weekday
            when 'NTH_WEEKDAY' then extract(isodow from d.day) = r.weekday
                                    and (extract(day from d.day)::integer - 1) / 7 + 1 = r.nth
            when 'FIXED_DATE' then extract(month from d.day) = r.month and extract(day from d.day) = r.day
            when 'ONE_OFF' then d.day = r.on_date
          end) w
  where w.starts_at <= p_at and p_at < w.ends_at
  having count(*) > 0
$$;
comment on function madoguchi.maintenance_at(timestamptz) is 'The scheduled maintenance that covers a moment, end exclusive; no row when there is none.';

create table madoguchi.notice (
  id            bigint generated always as identity primary key,
  ref           uuid not null unique,
  kind          text not null check (kind in ('OUTAGE', 'MAINTENANCE', 'RESTORED', 'INFORMATION')),
  severity      text not null check (severity in ('LOW', 'MEDIUM', 'HIGH')),
  title         text not null check (length(title) between 1 and 120),
  body          text not null check (length(body) between 1 and 2000),
  to_say        text check (length(to_say) between 1 and 500),
  shown_from    timestamptz not null,
  shown_until   timestamptz,
  affected_from timestamptz,
  affected_to   timestamptz,
  withdrawn_at  timestamptz,
  check (shown_until is null or shown_until > shown_from),
  check (affected_to is null or affected_to > affected_from)
);
create index notice_by_time on madoguchi.notice (shown_from desc, id desc);
comment on table madoguchi.notice is 'Notices (お知らせ) to members: outage, maintenance, restored, information.';
comment on column madoguchi.notice.id is 'Row id.';
comment on column madoguchi.notice.ref is 'Name of the row in an address.';
comment on column madoguchi.notice.kind is 'What it is about.';
comment on column madoguchi.notice.severity is 'How grave.';
comment on column madoguchi.notice.title is 'Title in Japanese.';
comment on column madoguchi.notice.body is 'Text in Japanese.';
comment on column madoguchi.notice.to_say is 'The sentence for agents.';
comment on column madoguchi.notice.shown_from is 'Members see it from.';
comment on column madoguchi.notice.shown_until is 'Members see it until; null = until withdrawn.';
comment on column madoguchi.notice.affected_from is 'The service is affected from.';
comment on column madoguchi.notice.affected_to is 'Until; null = until further notice.';
comment on column madoguchi.notice.withdrawn_at is 'Taken back at.';

create table madoguchi.notice_service (
  notice_id bigint not null references madoguchi.notice,
  service   text not null check (service in ('MEMBER_PAGE', 'APP', 'ATM', 'BORROWING', 'INSTANT_TRANSFER', 'REPAYMENT', 'MACHINE', 'PHONE')),
  primary key (notice_id, service)
);
comment on table madoguchi.notice_service is 'Which services a notice says are affected.';
comment on column madoguchi.notice_service.notice_id is 'The notice.';
comment on column madoguchi.notice_service.service is 'The service.';

create function madoguchi.outage_at(p_service text, p_at timestamptz) returns table (ref uuid, since timestamptz, until timestamptz)
language sql stable set search_path = pg_catalog, madoguchi as $$
  select n.ref, n.affected_from, n.affected_to
  from madoguchi.notice n join madoguchi.notice_service s on s.notice_id = n.id
  where n.kind = 'OUTAGE' and s.service = p_service
    and n.shown_from <= p_at and (n.withdrawn_at is null or p_at < n.withdrawn_at)
    and n.affected_from <= p_at and (n.affected_to is null or p_at < n.affected_to)
  order by n.affected_from, n.id limit 1
$$;
comment on function madoguchi.outage_at(text, timestamptz) is 'The published outage of a service that covers a moment, the oldest first; no row when there is none.';

-- Rules that console and member site both obey --------------------------------------------------------------------
create function madoguchi.dormant_since(p_member_no text, p_at timestamptz) returns timestamptz
language sql stable set search_path = pg_catalog, madoguchi as $$
  select due from (
    select (greatest(
              (select max(c.started_on)::timestamp at time zone 'Asia/Tokyo' from madoguchi.contract c where c.member_no = p_member_no),
              (select l.at from madoguchi.last_login l where l.member_no = p_member_no),
              (select max(r.at) from madoguchi.reactivation r where r.member_no = p_member_no and r.at <= p_at))
            at time zone 'Asia/Tokyo'
            + make_interval(years => madoguchi.setting_int('dormancy.years', p_at))) at time zone 'Asia/Tokyo' as due) d
  where due <= p_at
$$;
comment on function madoguchi.dormant_since(text, timestamptz) is
  'Since when a member is dormant at a moment: years (setting dormancy.years) after the latest of contract start, last login, re-activation; null = not dormant.';

create function madoguchi.consecutive_failures(p_member_no text, p_channel text, p_at timestamptz) returns integer
language sql stable set search_path = pg_catalog, madoguchi as $$
  select count(*)::integer from madoguchi.login_attempt a
  where a.member_no = p_member_no and a.counted and (a.channel = 'ATM') = (p_channel = 'ATM')
    and a.at > greatest(
      p_at - make_interval(hours => madoguchi.setting_int('login_lock.window_hours', p_at)),
      (select l.at from madoguchi.last_login l where l.member_no = p_member_no),
      (select max(k.cleared_at) from madoguchi.login_lock k where k.member_no = p_member_no and k.kind in ('LOGIN', 'ATM_PIN')))
$$;
comment on function madoguchi.consecutive_failures(text, text, timestamptz) is
  'Counted failures since the last success or clearing and within the window (setting login_lock.window_hours): member page and app together, ATM apart.';

create function madoguchi.record_login_attempt(
  p_id_kind text, p_id text, p_secret_matched boolean, p_channel text, p_device text, p_source_address inet, p_at timestamptz)
returns table (outcome text, attempts_left integer, locked_at timestamptz, member_no text, available_again_at timestamptz)
language plpgsql security definer set search_path = pg_catalog, madoguchi as $$
#variable_conflict use_column
declare
  v_digest    bytea := sha256(convert_to(p_id_kind || ':' || p_id, 'UTF8'));
  v_shown     text := case when p_id_kind = 'CARD' then repeat('*', greatest(length(p_id) - 4, 0)) || right(p_id, least(4, length(p_id) / 2))
                           else left(p_id, least(2, length(p_id) / 2)) || repeat('*', greatest(least(length(p_id), 32) - 2, 0)) end;
  v_member    text;
  v_ended     timestamptz;
  v_state     text;
  v_at        timestamptz := p_at;
  v_latest    timestamptz;
  v_threshold integer := madoguchi.setting_int('login_lock.threshold', p_at);
  v_failures  integer;
  v_left      integer;
  v_locked_at timestamptz;
  v_again     timestamptz;
  v_kind      text := case when p_channel = 'ATM' then 'ATM_PIN' else 'LOGIN' end;
  v_outcome   text;
begin
  if p_id_kind not in ('CARD', 'WEB_ID') or p_channel not in ('MEMBER_PAGE', 'APP', 'ATM') or p_id is null or p_secret_matched is null
     or (p_channel = 'ATM' and p_id_kind <> 'CARD') then
    return query select 'INVALID'::text, null::integer, null::timestamptz, null::text, null::timestamptz;
    return;
  end if;
  if p_id_kind = 'CARD' then
    select c.member_no, c.ended_at into v_member, v_ended from madoguchi.card c where c.card_no::text = p_id;
  else
    select w.member_no, w.ended_at into v_member, v_ended from madoguchi.web_id w where w.web_id = p_id;
  end if;

  if v_member is not null then
    perform 1 from madoguchi.member m where m.member_no::text = v_member for no key update;
    -- An attempt takes its time before it queues for the member, behind other attempts or a clearing: keep the order in
    -- which they take effect.
    select greatest(
      (select max(a.at) from madoguchi.login_attempt a
        where a.member_no = v_member and a.at >= v_at and a.at < v_at + interval '1 minute'),
      (select max(k.cleared_at) from madoguchi.login_lock k
        where k.member_no::text = v_member and k.cleared_at >= v_at and k.cleared_at < v_at + interval '1 minute'))
    into v_latest;
    if v_latest is not null then
      v_at := v_latest + interval '1 microsecond';
    end if;
    select c.state into v_state from madoguchi.contract c
     where c.member_no::text = v_member order by c.started_on desc, c.id desc limit 1;
    select k.locked_at into v_locked_at from madoguchi.login_lock k
     where k.member_no::text = v_member and k.cleared_at is null
       and case p_channel when 'MEMBER_PAGE' then k.stops_member_page when 'APP' then k.stops_app else k.stops_atm end
       and (p_channel = 'ATM' or case p_id_kind when 'CARD' then k.stops_card_login else k.stops_web_id_login end)
     order by k.locked_at limit 1;
  end if;

  if v_member is null then
    v_outcome := 'UNKNOWN_ID';
  elsif v_ended is not null then
    v_outcome := 'RETIRED_ID';
    v_locked_at := null;
  elsif v_state is distinct from 'ACTIVE' then
    v_outcome := 'CANCELLED';
    v_locked_at := null;
  elsif madoguchi.dormant_since(v_member, v_at) is not null then
    v_outcome := 'DORMANT';
    v_locked_at := null;
  elsif v_locked_at is not null then
    v_outcome := 'LOCKED';
  else
    select o.until into v_again from madoguchi.outage_at(p_channel, v_at) o;
    if found then
      v_outcome := 'OUTAGE';
    elsif p_channel <> 'ATM' then
      select m.ends_at into v_again from madoguchi.maintenance_at(v_at) m;
      if found then
        v_outcome := 'MAINTENANCE';
      end if;
    end if;
  end if;

  if v_outcome is null and p_secret_matched then
    v_outcome := 'SUCCESS';
    insert into madoguchi.last_login as l (member_no, at) values (v_member, v_at)
    on conflict (member_no) do update set at = greatest(l.at, excluded.at);
  elsif v_outcome is null then
    v_outcome := 'WRONG_SECRET';
    v_failures := madoguchi.consecutive_failures(v_member, p_channel, v_at) + 1;
    v_left := greatest(v_threshold - v_failures, 0);
    if v_failures >= v_threshold then
      v_locked_at := v_at;
      insert into madoguchi.login_lock (member_no, kind, cause, failures, stops_member_page, stops_app, stops_atm, stops_card_login, stops_web_id_login, locked_at)
      values (v_member, v_kind, 'REPEATED_FAILURES', v_failures, true, true, true, true, true, v_at);
      insert into madoguchi.outbox (ref, member_no, kind, payload, created_at, due_at)
      values (gen_random_uuid(), v_member, 'LOGIN_LOCKED', jsonb_build_object('locked_at', v_at)::text, v_at, v_at);
    end if;
  end if;

  insert into madoguchi.login_attempt (at, member_no, id_kind, id_digest, id_shown, channel, outcome, counted, attempts_left, device, source_address)
  values (v_at, v_member, p_id_kind, v_digest, v_shown, p_channel, v_outcome, v_outcome = 'WRONG_SECRET', v_left, left(p_device, 200), p_source_address);
  if v_outcome = 'WRONG_SECRET' and v_left = 0 then
    insert into madoguchi.audit_entry (application, action, outcome, member_no, reason, details)
    values ('MEMBER_SITE', 'LOGIN_LOCKED', 'DONE', v_member, 'REPEATED_FAILURES',
            jsonb_build_object('locked_at', v_at, 'failures', v_failures, 'kind', v_kind, 'channel', p_channel)::text);
  end if;
  return query select v_outcome, v_left, v_locked_at, v_member, v_again;
end $$;
comment on function madoguchi.record_login_attempt(text, text, boolean, text, text, inet, timestamptz) is
  'Records one attempt and applies the lock: counts, locks at the threshold (setting login_lock.threshold), answers what the site must show. The owner''s alone; the contract calls it with the clock of the database.';

create function madoguchi.login_availability(p_channel text, p_at timestamptz)
returns table (available boolean, cause text, since timestamptz, until timestamptz, notice_ref uuid)
language sql stable security definer set search_path = pg_catalog, madoguchi as $$
  select * from (
    select false, 'OUTAGE', o.since, o.until, o.ref from madoguchi.outage_at(p_channel, p_at) o
    union all
    select false, 'MAINTENANCE', m.starts_at, m.ends_at, null::uuid from madoguchi.maintenance_at(p_at) m where p_channel <> 'ATM'
    union all
    select true, null, null, null, null) a
  limit 1
$$;
comment on function madoguchi.login_availability(text, timestamptz) is
  'Whether members can log in on a channel at a moment, and if not, why, since when, until when (null = until further notice).';
