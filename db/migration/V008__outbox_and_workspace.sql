-- What members are told, and the perishable things of the console.
create table madoguchi.outbox (
  id         bigint generated always as identity primary key,
  ref        uuid not null unique,
  member_no  madoguchi.member_no not null references madoguchi.member,
  kind       text not null check (kind in ('LOGIN_LOCKED', 'LOCK_CLEARED', 'CREDENTIAL_RESET')),
  payload    text not null check (length(payload) <= 20000),
  created_at timestamptz not null,
  due_at     timestamptz not null,
  sent_at    timestamptz,
  check (due_at >= created_at)
);
create index outbox_by_member on madoguchi.outbox (member_no, created_at desc);
create index outbox_by_due on madoguchi.outbox (due_at, id) where sent_at is null;
comment on table madoguchi.outbox is 'Messages to members, written with the change that they tell of; sent afterwards.';
comment on column madoguchi.outbox.id is 'Row id; order of sending for one member.';
comment on column madoguchi.outbox.ref is 'Stable name of the message.';
comment on column madoguchi.outbox.member_no is 'To whom; the address is found when it is sent.';
comment on column madoguchi.outbox.kind is 'Which template.';
comment on column madoguchi.outbox.payload is 'What fills the template, as JSON.';
comment on column madoguchi.outbox.created_at is 'When the change was made.';
comment on column madoguchi.outbox.due_at is 'Not to be sent before.';
comment on column madoguchi.outbox.sent_at is 'Taken by the mail server; null = not sent yet.';

create table madoguchi.job_run (
  id          bigint generated always as identity primary key,
  job         text not null check (job ~ '^[a-z]+\.[a-z_]+$'),
  started_at  timestamptz not null,
  finished_at timestamptz,
  succeeded   boolean,
  check ((finished_at is null) = (succeeded is null))
);
create index job_run_by_job on madoguchi.job_run (job, started_at desc);
comment on table madoguchi.job_run is 'Runs of the console''s scheduled work; an overdue job is a warning.';
comment on column madoguchi.job_run.id is 'Row id.';
comment on column madoguchi.job_run.job is 'Which job, e.g. audit.partitions.';
comment on column madoguchi.job_run.started_at is 'Started.';
comment on column madoguchi.job_run.finished_at is 'Ended; null = running or died.';
comment on column madoguchi.job_run.succeeded is 'Whether it did its work.';

create table workspace.draft (
  staff_no madoguchi.staff_no not null references madoguchi.staff,
  form     text not null check (length(form) between 1 and 120),
  text     text not null check (length(text) <= 20000),
  saved_at timestamptz not null default clock_timestamp(),
  primary key (staff_no, form)
);
comment on table workspace.draft is 'What a person has typed and not yet sent; kept for that person alone.';
comment on column workspace.draft.staff_no is 'Whose.';
comment on column workspace.draft.form is 'Which form, with the record it is about.';
comment on column workspace.draft.text is 'What was typed.';
comment on column workspace.draft.saved_at is 'When it was last saved.';

create table workspace.throttle (
  key           text primary key check (length(key) <= 200),
  failures      integer not null check (failures >= 0),
  first_at      timestamptz not null,
  blocked_until timestamptz
);
comment on table workspace.throttle is 'Failed sign-ins of staff by account and by address, to slow down guessing.';
comment on column workspace.throttle.key is 'account:NAME or address:IP.';
comment on column workspace.throttle.failures is 'Failures since first_at.';
comment on column workspace.throttle.first_at is 'Start of the running count.';
comment on column workspace.throttle.blocked_until is 'No attempt is looked at before.';

create table workspace.session_state (
  session_ref  uuid primary key,
  staff_no     madoguchi.staff_no not null references madoguchi.staff,
  place_no     madoguchi.place_no references madoguchi.place,
  signed_in_at timestamptz not null,
  last_seen_at timestamptz not null,
  ended_at     timestamptz
);
create index session_state_by_staff on workspace.session_state (staff_no, signed_in_at desc);
create index session_state_by_place on workspace.session_state (place_no);
comment on table workspace.session_state is 'Who is signed in where; tells who is on duty.';
comment on column workspace.session_state.session_ref is 'Name of the session; not its cookie.';
comment on column workspace.session_state.staff_no is 'Who.';
comment on column workspace.session_state.place_no is 'Where, once chosen.';
comment on column workspace.session_state.signed_in_at is 'Since when.';
comment on column workspace.session_state.last_seen_at is 'Last sign of the person.';
comment on column workspace.session_state.ended_at is 'Signed out or timed out.';
