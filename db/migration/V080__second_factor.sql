-- The second factor of staff: authenticator apps, recovery codes, screens that lock, one session a person.
create table madoguchi.staff_authenticator (
  id           bigint generated always as identity primary key,
  staff_no     madoguchi.staff_no not null references madoguchi.staff,
  sealed       bytea not null check (octet_length(sealed) between 40 and 200),
  key_name     text not null check (key_name ~ '^[0-9a-f]{16}$'),
  made_at      timestamptz not null,
  confirmed_at timestamptz check (confirmed_at >= made_at),
  last_step    bigint check (last_step > 0),
  ended_at     timestamptz check (ended_at >= made_at),
  end_reason   text check (end_reason in ('ABANDONED', 'REPLACED', 'RESET')),
  ended_by     madoguchi.staff_no references madoguchi.staff,
  check ((confirmed_at is null) = (last_step is null)),
  check ((ended_at is null) = (end_reason is null)),
  check (ended_by is null or ended_at is not null)
);
create unique index staff_authenticator_one_open on madoguchi.staff_authenticator (staff_no) where confirmed_at is not null and ended_at is null;
create unique index staff_authenticator_one_begun on madoguchi.staff_authenticator (staff_no) where confirmed_at is null and ended_at is null;
create index staff_authenticator_by_staff on madoguchi.staff_authenticator (staff_no);
create index staff_authenticator_by_ender on madoguchi.staff_authenticator (ended_by);
comment on table madoguchi.staff_authenticator is 'Authenticator apps of staff (RFC 6238, SHA-1, six digits, 30 s); one in force a person.';
comment on column madoguchi.staff_authenticator.id is 'Row id.';
comment on column madoguchi.staff_authenticator.staff_no is 'Whose.';
comment on column madoguchi.staff_authenticator.sealed is 'The shared secret, AES-256-GCM with the staff number as associated data; the key lies outside the database.';
comment on column madoguchi.staff_authenticator.key_name is 'First 16 hex digits of the SHA-256 of the key that sealed it.';
comment on column madoguchi.staff_authenticator.made_at is 'Secret made and shown.';
comment on column madoguchi.staff_authenticator.confirmed_at is 'First right code; null = enrolment not finished.';
comment on column madoguchi.staff_authenticator.last_step is 'Last time step whose code was accepted (Unix seconds / 30); only later ones count, so a code works once.';
comment on column madoguchi.staff_authenticator.ended_at is 'No longer in force.';
comment on column madoguchi.staff_authenticator.end_reason is 'Enrolment not finished, replaced by another app, or reset by administrators.';
comment on column madoguchi.staff_authenticator.ended_by is 'Who reset it; null = the person.';

create table madoguchi.recovery_code (
  id               bigint generated always as identity primary key,
  authenticator_id bigint not null references madoguchi.staff_authenticator,
  digest           text not null check (digest ~ '^[0-9a-f]{64}$'),
  used_at          timestamptz,
  unique (authenticator_id, digest)
);
comment on table madoguchi.recovery_code is 'Codes that stand in once each for a lost authenticator app; shown once, kept as digests.';
comment on column madoguchi.recovery_code.id is 'Row id.';
comment on column madoguchi.recovery_code.authenticator_id is 'The app that it stands in for.';
comment on column madoguchi.recovery_code.digest is 'SHA-256, in hex, of staff number and the code of 80 random bits.';
comment on column madoguchi.recovery_code.used_at is 'Used; a code works once.';

create function madoguchi.guard_authenticator() returns trigger language plpgsql set search_path = pg_catalog, madoguchi as $$
begin
  if old.ended_at is not null then
    raise exception 'authenticator % has ended', old.id using errcode = 'MD002';
  elsif old.confirmed_at is not null and (new.confirmed_at is distinct from old.confirmed_at or new.last_step is null or new.last_step < old.last_step) then
    raise exception 'the time step of authenticator % only goes on', old.id using errcode = 'MD002';
  end if;
  return new;
end $$;
comment on function madoguchi.guard_authenticator() is 'An app that has ended stays so, and no time step counts again (MD002).';
create trigger staff_authenticator_guard before update on madoguchi.staff_authenticator
  for each row execute function madoguchi.guard_authenticator();

create function madoguchi.guard_recovery_code() returns trigger language plpgsql set search_path = pg_catalog, madoguchi as $$
begin
  if old.used_at is not null then
    raise exception 'recovery code % was used', old.id using errcode = 'MD002';
  end if;
  return new;
end $$;
comment on function madoguchi.guard_recovery_code() is 'A recovery code that was used stays used (MD002).';
create trigger recovery_code_guard before update on madoguchi.recovery_code
  for each row execute function madoguchi.guard_recovery_code();

alter table workspace.session_state
  add column end_reason text check (end_reason in ('SIGNED_OUT', 'IDLE', 'TOO_LONG', 'ACCOUNT_CLOSED', 'REPLACED', 'NEWER', 'ENDED')),
  add column address text check (length(address) <= 100),
  add constraint session_state_end_reason_of_an_end check (end_reason is null or ended_at is not null);
comment on column workspace.session_state.end_reason is 'Why it ended; what was ended from elsewhere ends on its own node within seconds.';
comment on column workspace.session_state.address is 'Network address of the browser at the sign-in.';

insert into madoguchi.setting (key, effective_from, value, made_by)
select key, timestamptz '2000-01-01 00:00:00+09', value::jsonb, 'migration' from (values
  ('session.lock_minutes', '5'),
  ('factor.fresh_minutes', '5')) s(key, value);
