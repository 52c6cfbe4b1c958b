-- Accounts of staff are changed by two administrators: one sends, another agrees, neither is the person. Taking somebody out at once
-- needs one. Whoever is new, or lost password and phone, gets in by a link that counts once.
alter table madoguchi.staff
  add constraint staff_name_length check (length(family) between 1 and 40 and length(given) between 1 and 40);
comment on column madoguchi.staff.version is 'Raised with every change of the account; language and theme are the person''s own and not counted.';

insert into madoguchi.permission (permission, description) values ('STAFF_READ', 'Look at staff accounts and the review of rights');
insert into madoguchi.role_permission (role, permission, level) values ('ADMIN', 'STAFF_READ', 'ALONE'), ('AUDITOR', 'STAFF_READ', 'ALONE');

create table madoguchi.staff_change (
  ref           uuid primary key,
  staff_no      madoguchi.staff_no not null,
  based_on      integer not null check (based_on >= 0),
  sign_in_name  text not null check (sign_in_name ~ '^[a-z][a-z0-9._-]{1,31}$'),
  family        text not null check (length(family) between 1 and 40),
  given         text not null check (length(given) between 1 and 40),
  family_kana   text not null check (length(family_kana) between 1 and 40),
  given_kana    text not null check (length(given_kana) between 1 and 40),
  state         text not null check (state in ('ACTIVE', 'ON_LEAVE', 'DISABLED', 'RETIRED')),
  valid_from    date not null,
  valid_to      date check (valid_to > valid_from),
  roles         text[] not null check (roles <@ array['AGENT', 'CLERK', 'OPERATOR', 'REVIEWER', 'SUPERVISOR', 'MANAGER', 'ADMIN', 'AUDITOR']),
  places        text[] not null,
  effective_on  date not null,
  resets_access boolean not null,
  reason        text not null check (length(reason) between 1 and 200),
  maker         madoguchi.staff_no not null references madoguchi.staff,
  made_at       timestamptz not null,
  decision      text check (decision in ('APPROVED', 'REFUSED', 'TAKEN_BACK')),
  checker       madoguchi.staff_no references madoguchi.staff,
  decided_at    timestamptz,
  note          text check (length(note) between 1 and 200),
  link_drawn_at timestamptz,
  check (maker <> staff_no and checker <> staff_no and checker <> maker),
  check ((decision is null) = (decided_at is null)),
  check ((decision in ('APPROVED', 'REFUSED')) = (checker is not null)),
  check (link_drawn_at is null or decision = 'APPROVED')
);
create unique index staff_change_one_waiting on madoguchi.staff_change (staff_no) where decision is null;
create index staff_change_by_staff on madoguchi.staff_change (staff_no, made_at desc);
create index staff_change_by_maker on madoguchi.staff_change (maker);
create index staff_change_by_checker on madoguchi.staff_change (checker);
comment on table madoguchi.staff_change is 'What an administrator wants an account to be, whole; another agrees, and only then it is so. Neither is the person.';
comment on column madoguchi.staff_change.ref is 'Name of the change.';
comment on column madoguchi.staff_change.staff_no is 'The account; not there yet when it is new.';
comment on column madoguchi.staff_change.based_on is 'staff.version that was seen; 0 = a new account.';
comment on column madoguchi.staff_change.sign_in_name is 'Name typed at sign-in.';
comment on column madoguchi.staff_change.family is 'Family name.';
comment on column madoguchi.staff_change.given is 'Given name.';
comment on column madoguchi.staff_change.family_kana is 'Reading of the family name.';
comment on column madoguchi.staff_change.given_kana is 'Reading of the given name.';
comment on column madoguchi.staff_change.state is 'State from the agreement on.';
comment on column madoguchi.staff_change.valid_from is 'First day of the account.';
comment on column madoguchi.staff_change.valid_to is 'First day on which it is over; null = open.';
comment on column madoguchi.staff_change.roles is 'Roles from effective_on on, all of them.';
comment on column madoguchi.staff_change.places is 'Numbers of the places from effective_on on, all of them.';
comment on column madoguchi.staff_change.effective_on is 'First day of these roles and places; the day of the agreement when that is later.';
comment on column madoguchi.staff_change.resets_access is 'Whether password and authenticator app end and a link to begin anew may be drawn.';
comment on column madoguchi.staff_change.reason is 'Why, for colleagues and auditors.';
comment on column madoguchi.staff_change.maker is 'Who sent it.';
comment on column madoguchi.staff_change.made_at is 'When.';
comment on column madoguchi.staff_change.decision is 'Agreed to, refused, or taken back by its maker; null = it waits.';
comment on column madoguchi.staff_change.checker is 'Who agreed or refused.';
comment on column madoguchi.staff_change.decided_at is 'When.';
comment on column madoguchi.staff_change.note is 'Words of the refusal.';
comment on column madoguchi.staff_change.link_drawn_at is 'When the link to begin was drawn; it is drawn once.';

create table madoguchi.staff_start (
  digest     text primary key check (digest ~ '^[0-9a-f]{64}$'),
  staff_no   madoguchi.staff_no not null references madoguchi.staff,
  change_ref uuid references madoguchi.staff_change,
  made_at    timestamptz not null,
  expires_at timestamptz not null check (expires_at > made_at),
  used_at    timestamptz
);
create index staff_start_by_staff on madoguchi.staff_start (staff_no);
create index staff_start_by_change on madoguchi.staff_start (change_ref);
comment on table madoguchi.staff_start is 'Links by which a person gives themselves a password; each counts once.';
comment on column madoguchi.staff_start.digest is 'SHA-256, in hex, of the 160 random bits in the link.';
comment on column madoguchi.staff_start.staff_no is 'Whose.';
comment on column madoguchi.staff_start.change_ref is 'The change that two administrators agreed to; null = made by the command first-admin.';
comment on column madoguchi.staff_start.made_at is 'When.';
comment on column madoguchi.staff_start.expires_at is 'Counts no more from then on.';
comment on column madoguchi.staff_start.used_at is 'A password was given.';

create table madoguchi.staff_review (
  staff_no   madoguchi.staff_no not null references madoguchi.staff,
  quarter_on date not null check (quarter_on = date_trunc('quarter', quarter_on)::date),
  decision   text not null check (decision in ('KEEP', 'TAKE_AWAY')),
  reason     text check (length(reason) between 1 and 200),
  rights     text not null,
  change_ref uuid references madoguchi.staff_change,
  decided_by madoguchi.staff_no not null references madoguchi.staff,
  decided_at timestamptz not null,
  primary key (staff_no, quarter_on),
  check (decided_by <> staff_no),
  check ((decision = 'TAKE_AWAY') = (change_ref is not null and reason is not null))
);
create index staff_review_by_change on madoguchi.staff_review (change_ref);
create index staff_review_by_decider on madoguchi.staff_review (decided_by);
comment on table madoguchi.staff_review is 'The quarterly review of rights: every account that was in force has one decision a quarter.';
comment on column madoguchi.staff_review.staff_no is 'Whose rights.';
comment on column madoguchi.staff_review.quarter_on is 'First day of the quarter.';
comment on column madoguchi.staff_review.decision is 'Keep, or take away by a change that a second administrator agrees to.';
comment on column madoguchi.staff_review.reason is 'Why they are taken away.';
comment on column madoguchi.staff_review.rights is 'Roles and places as they were looked at.';
comment on column madoguchi.staff_review.change_ref is 'The change that was sent.';
comment on column madoguchi.staff_review.decided_by is 'Who; never the person.';
comment on column madoguchi.staff_review.decided_at is 'When.';

create function madoguchi.administers_staff(p_staff_no text, p_at timestamptz) returns boolean
language sql stable set search_path = pg_catalog, madoguchi
return exists (select from madoguchi.staff s
                 join madoguchi.staff_role r on r.staff_no = s.staff_no and r.valid_from <= (p_at at time zone 'Asia/Tokyo')::date
                      and (r.valid_to is null or r.valid_to > (p_at at time zone 'Asia/Tokyo')::date)
                 join madoguchi.role_permission p on p.role = r.role and p.permission = 'STAFF_ADMIN' and p.level = 'ALONE'
                where s.staff_no::text = p_staff_no and s.state = 'ACTIVE' and s.valid_from <= (p_at at time zone 'Asia/Tokyo')::date
                  and (s.valid_to is null or s.valid_to > (p_at at time zone 'Asia/Tokyo')::date));
comment on function madoguchi.administers_staff(text, timestamptz) is 'Whether the account is in force at a moment and holds the right STAFF_ADMIN.';

create function madoguchi.require_accounts_admin(p_staff_no text, p_at timestamptz) returns void
language plpgsql stable set search_path = pg_catalog, madoguchi as $$
begin
  if not madoguchi.administers_staff(p_staff_no, p_at) then
    raise exception 'staff % does not administer staff', p_staff_no using errcode = 'MD003';
  end if;
end $$;
comment on function madoguchi.require_accounts_admin(text, timestamptz) is 'Refuses who does not administer staff at a moment (MD003).';

create function madoguchi.last_admin_stays() returns trigger language plpgsql security definer set search_path = pg_catalog, madoguchi as $$
declare
  v_today date;
begin
  -- One after the other, so that two administrators cannot take each other out at the same moment.
  perform pg_advisory_xact_lock(hashtextextended('madoguchi.last_admin', 0));
  v_today := (clock_timestamp() at time zone 'Asia/Tokyo')::date;
  if (tg_table_name = 'staff_role' or exists (select from madoguchi.staff_role r where r.staff_no = old.staff_no and r.role = 'ADMIN'))
     and not exists (select from madoguchi.staff s
                       join madoguchi.staff_role r on r.staff_no = s.staff_no and r.role = 'ADMIN' and r.valid_from <= v_today and r.valid_to is null
                      where s.state = 'ACTIVE' and s.valid_from <= v_today and s.valid_to is null) then
    raise exception 'no administrator would be left' using errcode = 'MD005';
  end if;
  return null;
end $$;
comment on function madoguchi.last_admin_stays() is 'Refuses what leaves no administrator who is in force and has no last day (MD005).';
create constraint trigger staff_last_admin after update of state, valid_from, valid_to on madoguchi.staff
  deferrable initially deferred for each row
  when (old.state = 'ACTIVE' and (new.state <> 'ACTIVE' or new.valid_to is distinct from old.valid_to or new.valid_from <> old.valid_from))
  execute function madoguchi.last_admin_stays();
create constraint trigger staff_role_last_admin after update or delete on madoguchi.staff_role
  deferrable initially deferred for each row when (old.role = 'ADMIN') execute function madoguchi.last_admin_stays();

create function madoguchi.free_staff_no() returns text language sql stable security definer set search_path = pg_catalog, madoguchi
return (with given as (select substring(s.staff_no::text from 2)::integer as n from madoguchi.staff s
                       union select substring(c.staff_no::text from 2)::integer from madoguchi.staff_change c),
             next as (select coalesce(max(g.n), 0) + 1 as n from given g)
        select 'S' || lpad(coalesce(case when x.n < 100000 then x.n end,
                                    (select min(f) from generate_series(1, 99999) f where f not in (select g.n from given g)))::text, 5, '0')
          from next x);
comment on function madoguchi.free_staff_no() is
  'The staff number after the highest that an account or a change was ever given; after S99999 the lowest that was never given.';

create function madoguchi.send_staff_change(
  p_ref uuid, p_staff_no text, p_based_on integer, p_sign_in_name text, p_family text, p_given text, p_family_kana text, p_given_kana text,
  p_state text, p_valid_from date, p_valid_to date, p_roles text[], p_places text[], p_effective_on date, p_resets_access boolean,
  p_reason text, p_by text) returns uuid
language plpgsql security definer set search_path = pg_catalog, madoguchi as $$
declare
  v_staff madoguchi.staff;
  v_at    timestamptz;
begin
  select s.* into v_staff from madoguchi.staff s where s.staff_no = p_staff_no for no key update;
  v_at := clock_timestamp();
  perform madoguchi.require_accounts_admin(p_by, v_at);
  if p_by = p_staff_no then
    raise exception 'nobody changes the own account' using errcode = 'MD003';
  elsif coalesce(v_staff.version, 0) is distinct from p_based_on then
    raise exception 'account % is not as it was seen', p_staff_no using errcode = 'MD003';
  elsif p_effective_on < (v_at at time zone 'Asia/Tokyo')::date then
    raise exception 'a change takes effect on a day to come' using errcode = 'MD003';
  elsif exists (select from madoguchi.staff s where s.sign_in_name = p_sign_in_name and s.staff_no <> p_staff_no)
        or exists (select from madoguchi.staff_change c where c.sign_in_name = p_sign_in_name and c.staff_no <> p_staff_no and c.decision is null) then
    raise exception 'sign-in name % belongs to somebody else', p_sign_in_name using errcode = 'MD003';
  elsif exists (select from unnest(p_places) n where not exists (select from madoguchi.place p where p.place_no = n)) then
    raise exception 'there is no such place' using errcode = 'MD003';
  end if;
  insert into madoguchi.staff_change (ref, staff_no, based_on, sign_in_name, family, given, family_kana, given_kana, state, valid_from, valid_to,
                                      roles, places, effective_on, resets_access, reason, maker, made_at)
  values (p_ref, p_staff_no, p_based_on, p_sign_in_name, p_family, p_given, p_family_kana, p_given_kana, p_state, p_valid_from, p_valid_to,
          p_roles, p_places, p_effective_on, p_resets_access or p_based_on = 0, p_reason, p_by, v_at)
  on conflict (staff_no) where decision is null do nothing;
  if not found then
    raise exception 'a change of account % waits already', p_staff_no using errcode = 'MD003';
  end if;
  return p_ref;
end $$;
comment on function madoguchi.send_staff_change(uuid, text, integer, text, text, text, text, text, text, date, date, text[], text[], date, boolean, text, text) is
  'Keeps a change of an account for a second administrator. Refuses the own account, an account that changed since it was seen, a name that is taken, and a second change beside one that waits (MD003).';

create function madoguchi.apply_staff_change(p_change madoguchi.staff_change, p_at timestamptz) returns void
language plpgsql set search_path = pg_catalog, madoguchi as $$
declare
  v_today date := (p_at at time zone 'Asia/Tokyo')::date;
  v_from  date := greatest(p_change.effective_on, v_today);
begin
  insert into madoguchi.staff as s (staff_no, sign_in_name, family, given, family_kana, given_kana, state, valid_from, valid_to)
  values (p_change.staff_no, p_change.sign_in_name, p_change.family, p_change.given, p_change.family_kana, p_change.given_kana,
          p_change.state, p_change.valid_from, p_change.valid_to)
  on conflict (staff_no) do update
    set sign_in_name = excluded.sign_in_name, family = excluded.family, given = excluded.given, family_kana = excluded.family_kana,
        given_kana = excluded.given_kana, state = excluded.state, valid_from = excluded.valid_from, valid_to = excluded.valid_to,
        version = s.version + 1;
  -- What was planned for later and no longer fits never begins; what holds ends the day before.
  delete from madoguchi.staff_role r where r.staff_no = p_change.staff_no and r.valid_from >= v_from;
  update madoguchi.staff_role r set valid_to = v_from
   where r.staff_no = p_change.staff_no and (r.valid_to is null or r.valid_to > v_from) and not r.role = any (p_change.roles);
  update madoguchi.staff_role r set valid_to = null
   where r.staff_no = p_change.staff_no and r.valid_to >= v_from and r.role = any (p_change.roles);
  insert into madoguchi.staff_role (staff_no, role, valid_from)
  select p_change.staff_no, n, v_from from (select distinct unnest(p_change.roles)) x (n)
   where not exists (select from madoguchi.staff_role r where r.staff_no = p_change.staff_no and r.role = n and r.valid_to is null);
  delete from madoguchi.staff_place r where r.staff_no = p_change.staff_no and r.valid_from >= v_from;
  update madoguchi.staff_place r set valid_to = v_from
   where r.staff_no = p_change.staff_no and (r.valid_to is null or r.valid_to > v_from) and not r.place_no::text = any (p_change.places);
  update madoguchi.staff_place r set valid_to = null
   where r.staff_no = p_change.staff_no and r.valid_to >= v_from and r.place_no::text = any (p_change.places);
  insert into madoguchi.staff_place (staff_no, place_no, valid_from)
  select p_change.staff_no, n, v_from from (select distinct unnest(p_change.places)) x (n)
   where not exists (select from madoguchi.staff_place r where r.staff_no = p_change.staff_no and r.place_no = n and r.valid_to is null);
  if p_change.resets_access then
    delete from madoguchi.staff_password p where p.staff_no = p_change.staff_no;
    update madoguchi.staff_authenticator a set ended_at = p_at, end_reason = 'RESET', ended_by = p_change.checker
     where a.staff_no = p_change.staff_no and a.ended_at is null;
    update madoguchi.staff_passkey k set ended_at = p_at, end_reason = 'RESET', ended_by = p_change.checker
     where k.staff_no = p_change.staff_no and k.ended_at is null;
    update madoguchi.staff_start t set expires_at = greatest(t.made_at + interval '1 microsecond', p_at)
     where t.staff_no = p_change.staff_no and t.used_at is null and t.expires_at > p_at;
    update workspace.session_state t set ended_at = p_at, end_reason = 'ENDED' where t.staff_no = p_change.staff_no and t.ended_at is null;
  end if;
  set constraints madoguchi.staff_last_admin, madoguchi.staff_role_last_admin immediate;
  set constraints madoguchi.staff_last_admin, madoguchi.staff_role_last_admin deferred;
end $$;
comment on function madoguchi.apply_staff_change(madoguchi.staff_change, timestamptz) is
  'Makes an account what a change says, from its day on. Beginning anew ends password, app, passkeys, open links and sessions. Refuses to leave no administrator (MD005).';

create function madoguchi.decide_staff_change(p_ref uuid, p_decision text, p_note text, p_by text) returns uuid
language plpgsql security definer set search_path = pg_catalog, madoguchi as $$
declare
  v_staff  madoguchi.staff;
  v_change madoguchi.staff_change;
  v_at     timestamptz;
begin
  select c.* into v_change from madoguchi.staff_change c where c.ref = p_ref;
  select s.* into v_staff from madoguchi.staff s where s.staff_no = v_change.staff_no for no key update;
  select c.* into v_change from madoguchi.staff_change c where c.ref = p_ref for update;
  v_at := clock_timestamp();
  perform madoguchi.require_accounts_admin(p_by, v_at);
  if v_change.ref is null or v_change.decision is not null then
    raise exception 'change % does not wait', p_ref using errcode = 'MD003';
  elsif (p_decision = 'TAKEN_BACK') is distinct from (v_change.maker::text = p_by) or v_change.staff_no::text = p_by then
    raise exception 'change % wants somebody else', p_ref using errcode = 'MD003';
  elsif p_decision = 'APPROVED' and coalesce(v_staff.version, 0) <> v_change.based_on then
    raise exception 'change % fits the account no more', p_ref using errcode = 'MD003';
  elsif p_decision = 'APPROVED' and not madoguchi.administers_staff(v_change.maker, v_at) then
    raise exception 'the maker of change % administers staff no more', p_ref using errcode = 'MD003';
  end if;
  update madoguchi.staff_change c
     set decision = p_decision, decided_at = v_at, note = p_note, checker = case when p_decision <> 'TAKEN_BACK' then p_by end
   where c.ref = p_ref returning * into v_change;
  if p_decision = 'APPROVED' then
    perform madoguchi.apply_staff_change(v_change, v_at);
  end if;
  return p_ref;
end $$;
comment on function madoguchi.decide_staff_change(uuid, text, text, text) is
  'A second administrator, who is not the person, agrees, which changes the account, or refuses; the maker takes back what waits (MD003).';

create function madoguchi.disable_staff(p_staff_no text, p_reason text, p_by text) returns integer
language plpgsql security definer set search_path = pg_catalog, madoguchi as $$
declare
  v_version integer;
begin
  perform madoguchi.require_accounts_admin(p_by, clock_timestamp());
  if p_by = p_staff_no then
    raise exception 'nobody changes the own account' using errcode = 'MD003';
  elsif p_reason is null or length(p_reason) not between 1 and 200 then
    raise exception 'a reason is wanted' using errcode = 'MD003';
  end if;
  update madoguchi.staff s set state = 'DISABLED', version = s.version + 1
   where s.staff_no = p_staff_no and s.state in ('ACTIVE', 'ON_LEAVE') returning s.version into v_version;
  if not found then
    raise exception 'account % is not open', p_staff_no using errcode = 'MD003';
  end if;
  set constraints madoguchi.staff_last_admin, madoguchi.staff_role_last_admin immediate;
  set constraints madoguchi.staff_last_admin, madoguchi.staff_role_last_admin deferred;
  return v_version;
end $$;
comment on function madoguchi.disable_staff(text, text, text) is 'Takes somebody out at once, by one administrator; letting them in again needs two. Refuses the own account (MD003) and the last administrator (MD005).';

create function madoguchi.draw_start_link(p_change_ref uuid, p_digest text, p_by text) returns timestamptz
language plpgsql security definer set search_path = pg_catalog, madoguchi as $$
declare
  v_change madoguchi.staff_change;
  v_at     timestamptz := clock_timestamp();
begin
  perform madoguchi.require_accounts_admin(p_by, v_at);
  update madoguchi.staff_change c set link_drawn_at = v_at
   where c.ref = p_change_ref and c.decision = 'APPROVED' and c.resets_access and c.link_drawn_at is null and c.staff_no::text <> p_by
     and greatest(c.decided_at, c.valid_from::timestamp at time zone 'Asia/Tokyo') between v_at - interval '7 days' and v_at
     and not exists (select from madoguchi.staff_change l where l.staff_no = c.staff_no and l.resets_access and l.decided_at > c.decided_at and l.decision = 'APPROVED')
  returning * into v_change;
  if not found then
    raise exception 'no link may be drawn for change %', p_change_ref using errcode = 'MD003';
  end if;
  insert into madoguchi.staff_start (digest, staff_no, change_ref, made_at, expires_at)
  values (p_digest, v_change.staff_no, p_change_ref, v_at, v_at + make_interval(hours => madoguchi.setting_int('staff.start_hours', v_at)));
  return v_at + make_interval(hours => madoguchi.setting_int('staff.start_hours', v_at));
end $$;
comment on function madoguchi.draw_start_link(uuid, text, text) is
  'Keeps the digest of a link to begin: once for each change that two administrators agreed to, within seven days of the agreement and of the first day of the account, never by the person (MD003).';

create function madoguchi.start_of(p_digest text) returns text
language sql stable security definer set search_path = pg_catalog, madoguchi
return (select t.staff_no::text from madoguchi.staff_start t
         where t.digest = p_digest and t.used_at is null and t.expires_at > clock_timestamp());
comment on function madoguchi.start_of(text) is 'Whose link it is, as long as it counts.';

create function madoguchi.begin_with_password(p_digest text, p_hash text) returns text
language plpgsql security definer set search_path = pg_catalog, madoguchi as $$
declare
  v_staff_no text;
  v_at       timestamptz := clock_timestamp();
begin
  update madoguchi.staff_start t set used_at = v_at
   where t.digest = p_digest and t.used_at is null and t.expires_at > v_at returning t.staff_no into v_staff_no;
  if not found then
    raise exception 'this link counts no more' using errcode = 'MD003';
  end if;
  insert into madoguchi.staff_password as p (staff_no, hash, changed_at) values (v_staff_no, p_hash, v_at)
  on conflict (staff_no) do update set hash = excluded.hash, changed_at = excluded.changed_at;
  return v_staff_no;
end $$;
comment on function madoguchi.begin_with_password(text, text) is 'Gives the person of a link that counts a password, once (MD003).';

create function madoguchi.review_staff(p_staff_no text, p_decision text, p_reason text, p_rights text, p_change_ref uuid, p_by text) returns date
language plpgsql security definer set search_path = pg_catalog, madoguchi as $$
declare
  v_at      timestamptz := clock_timestamp();
  v_quarter date := date_trunc('quarter', v_at at time zone 'Asia/Tokyo')::date;
begin
  perform madoguchi.require_accounts_admin(p_by, v_at);
  insert into madoguchi.staff_review (staff_no, quarter_on, decision, reason, rights, change_ref, decided_by, decided_at)
  values (p_staff_no, v_quarter, p_decision, p_reason, p_rights, p_change_ref, p_by, v_at)
  on conflict do nothing;
  if not found then
    raise exception 'the rights of % were reviewed this quarter', p_staff_no using errcode = 'MD003';
  end if;
  return v_quarter;
end $$;
comment on function madoguchi.review_staff(text, text, text, text, uuid, text) is
  'Keeps the decision of the quarterly review about one account, once a quarter, by an administrator who is not the person (MD003).';

insert into madoguchi.setting (key, effective_from, value, made_by)
select key, timestamptz '2000-01-01 00:00:00+09', value::jsonb, 'migration' from (values
  ('staff.start_hours', '24'),
  ('staff.review_days', '30')) s(key, value);

create function madoguchi.make_first_admin(
  p_sign_in_name text, p_family text, p_given text, p_family_kana text, p_given_kana text, p_place_no text, p_digest text) returns text
language plpgsql set search_path = pg_catalog, madoguchi as $$
declare
  v_at       timestamptz := clock_timestamp();
  v_today    date := (v_at at time zone 'Asia/Tokyo')::date;
  v_staff_no text;
begin
  lock table madoguchi.staff_role in share row exclusive mode;
  if (select count(*) from madoguchi.staff s join madoguchi.staff_password p on p.staff_no = s.staff_no
       where madoguchi.administers_staff(s.staff_no, v_at)) >= 2 then
    raise exception 'two administrators are in force: they add others' using errcode = 'MD003';
  end if;
  -- Whoever was made before and has not begun gets another link.
  select s.staff_no into v_staff_no from madoguchi.staff s
   where s.sign_in_name = p_sign_in_name and madoguchi.administers_staff(s.staff_no, v_at)
     and not exists (select from madoguchi.staff_password p where p.staff_no = s.staff_no);
  if found then
    update madoguchi.staff_start t set expires_at = greatest(t.made_at + interval '1 microsecond', v_at)
     where t.staff_no = v_staff_no and t.used_at is null and t.expires_at > v_at;
  else
    v_staff_no := madoguchi.free_staff_no();
    insert into madoguchi.staff (staff_no, sign_in_name, family, given, family_kana, given_kana, valid_from)
    values (v_staff_no, p_sign_in_name, p_family, p_given, p_family_kana, p_given_kana, v_today);
    insert into madoguchi.staff_role (staff_no, role, valid_from) values (v_staff_no, 'ADMIN', v_today);
    insert into madoguchi.staff_place (staff_no, place_no, valid_from) values (v_staff_no, p_place_no, v_today);
  end if;
  insert into madoguchi.staff_start (digest, staff_no, made_at, expires_at)
  values (p_digest, v_staff_no, v_at, v_at + make_interval(hours => madoguchi.setting_int('staff.start_hours', v_at)));
  insert into madoguchi.audit_entry (application, action, outcome, details)
  values ('SYSTEM', 'FIRST_ADMIN_MADE', 'DONE', jsonb_build_object('staff', v_staff_no, 'user', session_user)::text);
  return v_staff_no;
end $$;
comment on function madoguchi.make_first_admin(text, text, text, text, text, text, text) is
  'Makes an administrator where fewer than two are in force with a password, for the command first-admin; again for one who has not begun: another link. The owner''s alone (MD003).';
