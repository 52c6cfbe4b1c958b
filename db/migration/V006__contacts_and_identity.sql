-- The contact (応対) is the spine of counter and phone; the identity check belongs to it.
create sequence madoguchi.contact_number as bigint maxvalue 9999999999;
comment on sequence madoguchi.contact_number is 'Running number of contacts.';

create table madoguchi.contact (
  contact_no    madoguchi.contact_no primary key default 'C' || lpad(nextval('madoguchi.contact_number')::text, 10, '0'),
  channel       text not null check (channel in ('STORE', 'MACHINE', 'PHONE_IN', 'PHONE_OUT', 'LETTER')),
  place_no      madoguchi.place_no not null references madoguchi.place,
  machine_no    madoguchi.place_no references madoguchi.place,
  booth         smallint check (booth between 1 and 20),
  staff_no      madoguchi.staff_no not null references madoguchi.staff,
  member_no     madoguchi.member_no references madoguchi.member,
  caller_number text check (caller_number ~ '^[0-9]{4,15}$'),
  opened_at     timestamptz not null default clock_timestamp(),
  parked_at     timestamptz,
  checks_from   timestamptz,
  closed_at     timestamptz,
  category      text check (category in ('LOGIN', 'ACCOUNT', 'CHANGE', 'DOCUMENT', 'OTHER')),
  cause         text check (cause in ('WRONG_CREDENTIALS', 'LOCKED', 'MAINTENANCE', 'OUTAGE', 'OWN_LINE', 'CANCELLED', 'DORMANT', 'NOT_A_LOGIN_MATTER', 'UNKNOWN')),
  outcome       text check (outcome in ('LOGIN_CONFIRMED', 'LOCK_CLEARED', 'STILL_FAILING', 'EXPLAINED', 'SENT_TO_STORE', 'CALL_BACK', 'IDENTITY_NOT_CONFIRMED', 'ABANDONED')),
  closing_note  text check (length(closing_note) between 1 and 2000),
  version       integer not null default 1,
  check ((channel = 'MACHINE') = (machine_no is not null)),
  check ((machine_no is null) = (booth is null)),
  check ((closed_at is null) = (category is null)),
  check ((closed_at is null) = (cause is null)),
  check ((closed_at is null) = (outcome is null)),
  check (closed_at is not null or closing_note is null),
  check (closed_at is null or parked_at is null)
);
create unique index contact_one_open on madoguchi.contact (staff_no) where closed_at is null and parked_at is null;
create index contact_by_member on madoguchi.contact (member_no, opened_at desc, contact_no desc) where member_no is not null;
create index contact_by_staff on madoguchi.contact (staff_no, opened_at desc);
create index contact_by_place on madoguchi.contact (place_no, opened_at desc);
create index contact_by_machine on madoguchi.contact (machine_no) where machine_no is not null;
comment on table madoguchi.contact is 'A contact with a member (応対): at a counter, a machine, by phone or letter. Everything done during it is tied to it.';
comment on column madoguchi.contact.contact_no is 'Reference number (受付番号).';
comment on column madoguchi.contact.channel is 'How the member came: store, machine, phone in, phone out, letter.';
comment on column madoguchi.contact.place_no is 'Where the member of staff is signed in; the contact is closed to other places.';
comment on column madoguchi.contact.machine_no is 'The contract machine that the member stands at.';
comment on column madoguchi.contact.booth is 'Its booth, from 1.';
comment on column madoguchi.contact.staff_no is 'Who serves.';
comment on column madoguchi.contact.member_no is 'Who is served; null until found. Set once.';
comment on column madoguchi.contact.caller_number is 'Number that the call came from, digits.';
comment on column madoguchi.contact.opened_at is 'Opened.';
comment on column madoguchi.contact.parked_at is 'Parked since; null while it is in front.';
comment on column madoguchi.contact.checks_from is 'Identity checks made before count no longer, because the contact was parked too long; null = all count.';
comment on column madoguchi.contact.closed_at is 'Closed; nothing changes afterwards.';
comment on column madoguchi.contact.category is 'What it was about, said at closing.';
comment on column madoguchi.contact.cause is 'Why the member could not log in, said at closing.';
comment on column madoguchi.contact.outcome is 'What came of it (対応結果), said at closing.';
comment on column madoguchi.contact.closing_note is 'Free words at closing.';
comment on column madoguchi.contact.version is 'Raised with every change.';

create function madoguchi.guard_contact() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  if old.closed_at is not null then
    raise exception 'contact % is closed', old.contact_no using errcode = 'MD002';
  end if;
  if old.member_no is not null and new.member_no is distinct from old.member_no then
    raise exception 'contact % already has its member', old.contact_no using errcode = 'MD002';
  end if;
  return new;
end $$;
comment on function madoguchi.guard_contact() is 'A closed contact never changes, and its member is set once.';
create trigger guard_contact before update on madoguchi.contact for each row execute function madoguchi.guard_contact();
create trigger contact_is_kept before delete on madoguchi.contact for each row execute function madoguchi.refuse_change();

create table madoguchi.contact_note (
  id         bigint generated always as identity primary key,
  contact_no madoguchi.contact_no not null references madoguchi.contact,
  at         timestamptz not null default clock_timestamp(),
  staff_no   madoguchi.staff_no not null references madoguchi.staff,
  text       text not null check (length(text) between 1 and 2000)
);
create index contact_note_by_contact on madoguchi.contact_note (contact_no, at, id);
create index contact_note_by_staff on madoguchi.contact_note (staff_no);
create trigger contact_note_is_final before update or delete on madoguchi.contact_note for each row execute function madoguchi.refuse_change();
comment on table madoguchi.contact_note is 'What was said and done in a contact; corrected by a further note, never by overwriting.';
comment on column madoguchi.contact_note.id is 'Row id.';
comment on column madoguchi.contact_note.contact_no is 'The contact.';
comment on column madoguchi.contact_note.at is 'When.';
comment on column madoguchi.contact_note.staff_no is 'Who wrote it.';
comment on column madoguchi.contact_note.text is 'The words, at most 2,000 characters.';

create table madoguchi.document_rule (
  kind           text not null check (kind in ('DRIVERS_LICENCE', 'DRIVING_HISTORY', 'MY_NUMBER_CARD', 'PASSPORT', 'RESIDENCE_CARD',
                                               'SPECIAL_RESIDENT_CARD', 'QUALIFICATION_CERTIFICATE', 'RESIDENT_RECORD')),
  effective_from date not null,
  effective_to   date,
  accepted       boolean not null,
  photo          boolean not null,
  has_expiry     boolean not null,
  needs_second   boolean not null,
  issued_after   date,
  issued_before  date,
  max_age_months smallint check (max_age_months > 0),
  chip_required  boolean not null default false,
  primary key (kind, effective_from),
  check (effective_to is null or effective_to > effective_from)
);
comment on table madoguchi.document_rule is 'Which documents prove who a person is, from when to when (DOMAIN §4).';
comment on column madoguchi.document_rule.kind is 'Kind of document (本人確認書類).';
comment on column madoguchi.document_rule.effective_from is 'First day of the rule.';
comment on column madoguchi.document_rule.effective_to is 'First day without it; null = open.';
comment on column madoguchi.document_rule.accepted is 'Whether it is accepted at all.';
comment on column madoguchi.document_rule.photo is 'Whether it shows a photograph.';
comment on column madoguchi.document_rule.has_expiry is 'Whether it states an expiry date.';
comment on column madoguchi.document_rule.needs_second is 'Whether a second document is asked for.';
comment on column madoguchi.document_rule.issued_after is 'Only documents issued on or after this day.';
comment on column madoguchi.document_rule.issued_before is 'Only documents issued before this day.';
comment on column madoguchi.document_rule.max_age_months is 'Months since issue after which it no longer counts; for documents without expiry.';
comment on column madoguchi.document_rule.chip_required is 'Whether the IC chip must have been read.';

create table madoguchi.identity_check (
  id          bigint generated always as identity primary key,
  ref         uuid not null unique,
  contact_no  madoguchi.contact_no not null references madoguchi.contact,
  member_no   madoguchi.member_no not null references madoguchi.member,
  method      text not null check (method in ('IN_PERSON', 'VIDEO', 'PHONE')),
  result      text not null check (result in ('PASSED', 'FAILED')),
  fail_reason text check (fail_reason in ('NAME_DIFFERS', 'BIRTH_DATE_DIFFERS', 'ADDRESS_DIFFERS', 'FACE_DIFFERS', 'EXPIRED', 'NOT_ACCEPTED', 'SUSPECTED_FORGERY', 'NO_DOCUMENT')),
  staff_no    madoguchi.staff_no not null references madoguchi.staff,
  place_no    madoguchi.place_no not null references madoguchi.place,
  at          timestamptz not null,
  valid_until timestamptz,
  check ((result = 'FAILED') = (fail_reason is not null)),
  check ((result = 'PASSED') = (valid_until is not null)),
  check (valid_until > at and valid_until <= at + interval '60 minutes')
);
create index identity_check_by_contact on madoguchi.identity_check (contact_no, at desc);
create index identity_check_by_member on madoguchi.identity_check (member_no, at desc, id desc);
create index identity_check_by_staff on madoguchi.identity_check (staff_no);
create index identity_check_by_place on madoguchi.identity_check (place_no);
create trigger identity_check_is_final before update or delete on madoguchi.identity_check for each row execute function madoguchi.refuse_change();
comment on table madoguchi.identity_check is 'Identity checks (本人確認): who was checked how, by whom, with what result.';
comment on column madoguchi.identity_check.id is 'Row id.';
comment on column madoguchi.identity_check.ref is 'Name of the row in an address.';
comment on column madoguchi.identity_check.contact_no is 'During which contact.';
comment on column madoguchi.identity_check.member_no is 'Who claims to be whom.';
comment on column madoguchi.identity_check.method is 'In person, by video at a machine, by phone.';
comment on column madoguchi.identity_check.result is 'Passed or failed.';
comment on column madoguchi.identity_check.fail_reason is 'What did not match.';
comment on column madoguchi.identity_check.staff_no is 'Who checked.';
comment on column madoguchi.identity_check.place_no is 'Where.';
comment on column madoguchi.identity_check.at is 'When.';
comment on column madoguchi.identity_check.valid_until is 'A passed check holds until then at most, and only while its contact is open and was not parked too long.';

create table madoguchi.identity_document (
  id              bigint generated always as identity primary key,
  check_id        bigint not null references madoguchi.identity_check,
  kind            text not null,
  issuer          text not null check (length(issuer) between 1 and 60),
  issued_on       date,
  expires_on      date,
  reference_last4 text check (reference_last4 ~ '^[0-9A-Z]{4}$'),
  name_matched    boolean not null,
  birth_matched   boolean not null,
  address_matched boolean not null,
  face_matched    boolean,
  chip_read       boolean not null default false
);
create index identity_document_by_check on madoguchi.identity_document (check_id);
create trigger identity_document_is_final before update or delete on madoguchi.identity_document for each row execute function madoguchi.refuse_change();
comment on table madoguchi.identity_document is 'Documents that were shown at an identity check; never a copy, never a My Number (DOMAIN §4).';
comment on column madoguchi.identity_document.id is 'Row id.';
comment on column madoguchi.identity_document.check_id is 'The check.';
comment on column madoguchi.identity_document.kind is 'Kind of document, as in document_rule.';
comment on column madoguchi.identity_document.issuer is 'Who issued it.';
comment on column madoguchi.identity_document.issued_on is 'Day of issue, if stated.';
comment on column madoguchi.identity_document.expires_on is 'Last day of validity, if stated.';
comment on column madoguchi.identity_document.reference_last4 is 'Last four characters of its number, minimal proof of which paper it was; never of a My Number.';
comment on column madoguchi.identity_document.name_matched is 'Name equals the registered one.';
comment on column madoguchi.identity_document.birth_matched is 'Date of birth equals the registered one.';
comment on column madoguchi.identity_document.address_matched is 'Address equals the registered one.';
comment on column madoguchi.identity_document.face_matched is 'Photograph shows the person; null for documents without one.';
comment on column madoguchi.identity_document.chip_read is 'Whether the IC chip was read.';

create function madoguchi.valid_identity_check(p_contact_no text, p_at timestamptz) returns bigint
language sql stable set search_path = pg_catalog, madoguchi as $$
  select latest.id
  from (
    select i.* from madoguchi.identity_check i where i.contact_no = p_contact_no order by i.at desc, i.id desc limit 1) latest
  join madoguchi.contact c on c.contact_no = latest.contact_no
  where latest.result = 'PASSED' and latest.member_no = c.member_no and latest.at <= p_at and p_at < latest.valid_until
    and c.closed_at is null
    and (c.checks_from is null or latest.at >= c.checks_from)
    and (c.parked_at is null or p_at < c.parked_at + make_interval(mins => madoguchi.setting_int('identity_check.parked_minutes', p_at)))
$$;
comment on function madoguchi.valid_identity_check(text, timestamptz) is
  'The identity check that holds in a contact at a moment: its latest, passed, in time, of the same member, the contact open and not parked too long; null when none does.';
