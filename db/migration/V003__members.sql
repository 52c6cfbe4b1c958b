-- Members: who they are, how they are reached, where they live and work. History is rows with from and to.
create table madoguchi.member (
  member_no     madoguchi.member_no primary key,
  birth_date    date not null check (birth_date between date '1873-01-01' and date '2200-01-01'),
  registered_at timestamptz not null,
  version       integer not null default 1,
  unique (member_no, birth_date)
);
comment on table madoguchi.member is 'A person with a contract, now or once. A member belongs to no store.';
comment on column madoguchi.member.member_no is 'Member number.';
comment on column madoguchi.member.birth_date is 'Date of birth.';
comment on column madoguchi.member.registered_at is 'When the member was taken on.';
comment on column madoguchi.member.version is 'Raised with every change of the member.';

create table madoguchi.member_name (
  id                bigint generated always as identity primary key,
  member_no         madoguchi.member_no not null,
  birth_date        date not null,
  kind              text not null check (kind in ('LEGAL', 'ALIAS')),
  family            text not null check (family <> ''),
  given             text not null,
  family_kana       text not null,
  given_kana        text not null,
  valid_from        timestamptz not null,
  valid_to          timestamptz,
  family_key        text collate "C" not null generated always as (madoguchi.fold_name_v1(family)) stored,
  name_key          text collate "C" not null generated always as (madoguchi.fold_name_v1(family || given)) stored,
  name_key_reversed text collate "C" not null generated always as (madoguchi.fold_name_v1(given || family)) stored,
  kana_key          text collate "C" not null generated always as (madoguchi.fold_kana_v1(family_kana || given_kana)) stored,
  kana_key_reversed text collate "C" not null generated always as (madoguchi.fold_kana_v1(given_kana || family_kana)) stored,
  foreign key (member_no, birth_date) references madoguchi.member (member_no, birth_date) on update cascade,
  check (valid_to is null or valid_to > valid_from)
);
create unique index member_name_one_open on madoguchi.member_name (member_no, kind) where valid_to is null;
create index member_name_by_member on madoguchi.member_name (member_no, birth_date);
create index member_name_by_name on madoguchi.member_name (name_key, member_no);
create index member_name_by_name_reversed on madoguchi.member_name (name_key_reversed, member_no);
create index member_name_by_kana on madoguchi.member_name (kana_key, member_no);
create index member_name_by_kana_reversed on madoguchi.member_name (kana_key_reversed, member_no);
create index member_name_by_birth on madoguchi.member_name (birth_date, kana_key, member_no);
comment on table madoguchi.member_name is 'Names of a member with their time: the legal name byte for byte, former ones (旧姓), aliases (通称名).';
comment on column madoguchi.member_name.id is 'Row id.';
comment on column madoguchi.member_name.member_no is 'Whose.';
comment on column madoguchi.member_name.birth_date is 'Copy of the member''s date of birth, kept true by the foreign key, for the search index.';
comment on column madoguchi.member_name.kind is 'Legal name, or alias in daily use.';
comment on column madoguchi.member_name.family is 'Family name as in the document, unchanged.';
comment on column madoguchi.member_name.given is 'Given name as in the document, unchanged; empty for a single name.';
comment on column madoguchi.member_name.family_kana is 'Reading (フリガナ) of the family name.';
comment on column madoguchi.member_name.given_kana is 'Reading (フリガナ) of the given name.';
comment on column madoguchi.member_name.valid_from is 'In use from.';
comment on column madoguchi.member_name.valid_to is 'In use until; null = today''s name.';
comment on column madoguchi.member_name.family_key is 'Search key of the family name.';
comment on column madoguchi.member_name.name_key is 'Search key, family name first.';
comment on column madoguchi.member_name.name_key_reversed is 'Search key, given name first.';
comment on column madoguchi.member_name.kana_key is 'Search key of the reading, family name first.';
comment on column madoguchi.member_name.kana_key_reversed is 'Search key of the reading, given name first.';

create table madoguchi.member_phone (
  id         bigint generated always as identity primary key,
  member_no  madoguchi.member_no not null,
  birth_date date not null,
  kind       text not null check (kind in ('MOBILE', 'HOME', 'OTHER')),
  digits     text collate "C" not null check (digits ~ '^0[0-9]{9,10}$'),
  last4      text collate "C" not null generated always as (right(digits, 4)) stored,
  valid_from timestamptz not null,
  valid_to   timestamptz,
  foreign key (member_no, birth_date) references madoguchi.member (member_no, birth_date) on update cascade,
  check (valid_to is null or valid_to > valid_from)
);
create unique index member_phone_one_open on madoguchi.member_phone (member_no, kind) where valid_to is null;
create index member_phone_by_member on madoguchi.member_phone (member_no, birth_date);
create index member_phone_by_digits on madoguchi.member_phone (digits, member_no);
create index member_phone_by_last4 on madoguchi.member_phone (last4, birth_date, member_no);
comment on table madoguchi.member_phone is 'Telephone numbers of a member with their time.';
comment on column madoguchi.member_phone.id is 'Row id.';
comment on column madoguchi.member_phone.member_no is 'Whose.';
comment on column madoguchi.member_phone.birth_date is 'Copy of the date of birth, kept true by the foreign key, for the search index.';
comment on column madoguchi.member_phone.kind is 'Mobile, home or other.';
comment on column madoguchi.member_phone.digits is 'Ten or eleven digits.';
comment on column madoguchi.member_phone.last4 is 'The last four digits.';
comment on column madoguchi.member_phone.valid_from is 'Registered from.';
comment on column madoguchi.member_phone.valid_to is 'Registered until; null = today''s number.';

create table madoguchi.member_email (
  id          bigint generated always as identity primary key,
  member_no   madoguchi.member_no not null references madoguchi.member,
  address     text not null check (address ~ '^[^@\s]+@[^@\s]+$' and length(address) <= 254),
  address_key text collate "C" not null generated always as (lower(address)) stored,
  valid_from  timestamptz not null,
  valid_to    timestamptz,
  check (valid_to is null or valid_to > valid_from)
);
create unique index member_email_one_open on madoguchi.member_email (member_no) where valid_to is null;
create index member_email_by_member on madoguchi.member_email (member_no);
create index member_email_by_address on madoguchi.member_email (address_key, member_no);
comment on table madoguchi.member_email is 'E-mail addresses of a member with their time.';
comment on column madoguchi.member_email.id is 'Row id.';
comment on column madoguchi.member_email.member_no is 'Whose.';
comment on column madoguchi.member_email.address is 'As registered.';
comment on column madoguchi.member_email.address_key is 'Lower case, for search.';
comment on column madoguchi.member_email.valid_from is 'Registered from.';
comment on column madoguchi.member_email.valid_to is 'Registered until; null = today''s address.';

create table madoguchi.member_address (
  id           bigint generated always as identity primary key,
  member_no    madoguchi.member_no not null references madoguchi.member,
  postal_code  text collate "C" not null check (postal_code ~ '^[0-9]{7}$'),
  prefecture   text not null references madoguchi.prefecture,
  municipality text not null,
  street       text not null,
  building     text,
  valid_from   timestamptz not null,
  valid_to     timestamptz,
  check (valid_to is null or valid_to > valid_from)
);
create unique index member_address_one_open on madoguchi.member_address (member_no) where valid_to is null;
create index member_address_by_member on madoguchi.member_address (member_no);
create index member_address_by_postal_code on madoguchi.member_address (postal_code, member_no);
create index member_address_by_prefecture on madoguchi.member_address (prefecture);
comment on table madoguchi.member_address is 'Home addresses of a member with their time.';
comment on column madoguchi.member_address.id is 'Row id.';
comment on column madoguchi.member_address.member_no is 'Whose.';
comment on column madoguchi.member_address.postal_code is 'Seven digits.';
comment on column madoguchi.member_address.prefecture is 'Prefecture.';
comment on column madoguchi.member_address.municipality is 'City, ward, town or village.';
comment on column madoguchi.member_address.street is 'Block and house number.';
comment on column madoguchi.member_address.building is 'Building and room, if any.';
comment on column madoguchi.member_address.valid_from is 'Registered from.';
comment on column madoguchi.member_address.valid_to is 'Registered until; null = today''s address.';

create table madoguchi.member_employer (
  id         bigint generated always as identity primary key,
  member_no  madoguchi.member_no not null references madoguchi.member,
  name       text not null,
  phone      text check (phone ~ '^0[0-9]{9,10}$'),
  valid_from timestamptz not null,
  valid_to   timestamptz,
  check (valid_to is null or valid_to > valid_from)
);
create unique index member_employer_one_open on madoguchi.member_employer (member_no) where valid_to is null;
create index member_employer_by_member on madoguchi.member_employer (member_no);
comment on table madoguchi.member_employer is 'Workplaces of a member with their time.';
comment on column madoguchi.member_employer.id is 'Row id.';
comment on column madoguchi.member_employer.member_no is 'Whose.';
comment on column madoguchi.member_employer.name is 'Name of the employer.';
comment on column madoguchi.member_employer.phone is 'Digits of its telephone number.';
comment on column madoguchi.member_employer.valid_from is 'Reported from.';
comment on column madoguchi.member_employer.valid_to is 'Reported until; null = today''s workplace.';

create table madoguchi.card (
  card_no    madoguchi.card_no primary key,
  member_no  madoguchi.member_no not null references madoguchi.member,
  issued_at  timestamptz not null,
  ended_at   timestamptz,
  end_reason text check (end_reason in ('REPLACED', 'LOST', 'CONTRACT_ENDED')),
  check ((ended_at is null) = (end_reason is null))
);
create unique index card_one_open on madoguchi.card (member_no) where ended_at is null;
create index card_by_member on madoguchi.card (member_no);
create index card_by_last4 on madoguchi.card (right(card_no::text, 4) collate "C", member_no);
comment on table madoguchi.card is 'Cards of a member; a number is never given twice.';
comment on column madoguchi.card.card_no is 'Card number.';
comment on column madoguchi.card.member_no is 'Whose.';
comment on column madoguchi.card.issued_at is 'Issued.';
comment on column madoguchi.card.ended_at is 'No longer valid from.';
comment on column madoguchi.card.end_reason is 'Why it ended.';

create table madoguchi.web_id (
  id         bigint generated always as identity primary key,
  web_id     text collate "C" not null unique check (web_id ~ '^[0-9A-Za-z]{8,32}$' and web_id ~ '[0-9]' and web_id ~ '[A-Za-z]'),
  member_no  madoguchi.member_no not null references madoguchi.member,
  issued_at  timestamptz not null,
  ended_at   timestamptz,
  end_reason text check (end_reason in ('REISSUED', 'CONTRACT_ENDED')),
  check ((ended_at is null) = (end_reason is null))
);
create unique index web_id_one_open on madoguchi.web_id (member_no) where ended_at is null;
create index web_id_by_member on madoguchi.web_id (member_no, issued_at desc);
comment on table madoguchi.web_id is 'Web-IDs of a member; an ended one stays reserved for ever (DOMAIN R4).';
comment on column madoguchi.web_id.id is 'Row id.';
comment on column madoguchi.web_id.web_id is '8 to 32 half-width letters and digits, both present, case-sensitive (DOMAIN R5).';
comment on column madoguchi.web_id.member_no is 'Whose.';
comment on column madoguchi.web_id.issued_at is 'Issued.';
comment on column madoguchi.web_id.ended_at is 'No longer valid from.';
comment on column madoguchi.web_id.end_reason is 'Why it ended.';

create table madoguchi.member_credential (
  member_no  madoguchi.member_no not null references madoguchi.member,
  kind       text not null check (kind in ('PASSWORD', 'PIN')),
  hash       text not null,
  changed_at timestamptz not null,
  primary key (member_no, kind)
);
comment on table madoguchi.member_credential is 'Secrets of members, for the member site alone: the console has no right to any column of this table.';
comment on column madoguchi.member_credential.member_no is 'Whose.';
comment on column madoguchi.member_credential.kind is 'Password (with the Web-ID) or PIN (with the card number).';
comment on column madoguchi.member_credential.hash is 'Salted hash as the member site makes it.';
comment on column madoguchi.member_credential.changed_at is 'Since when.';

create table madoguchi.contact_restriction (
  id          bigint generated always as identity primary key,
  member_no   madoguchi.member_no not null references madoguchi.member,
  kind        text not null check (kind in ('NO_HOME_PHONE', 'NO_WORK_PHONE', 'NO_HOME_MAIL', 'HOURS', 'FAMILY_NOT_INFORMED',
                                            'LAWYER_NOTICE', 'DEBT_SETTLEMENT', 'DECEASED', 'GUARDIAN')),
  detail      text,
  source      text not null check (source in ('MEMBER', 'LAWYER', 'FAMILY', 'COURT', 'STAFF')),
  valid_from  timestamptz not null,
  valid_to    timestamptz,
  check (valid_to is null or valid_to > valid_from)
);
create index contact_restriction_by_member on madoguchi.contact_restriction (member_no, valid_from desc);
comment on table madoguchi.contact_restriction is 'Limits on how a member may be reached (連絡制限), with source and time.';
comment on column madoguchi.contact_restriction.id is 'Row id.';
comment on column madoguchi.contact_restriction.member_no is 'Whom it protects.';
comment on column madoguchi.contact_restriction.kind is 'What is restricted.';
comment on column madoguchi.contact_restriction.detail is 'Hours, office of the lawyer, name of the guardian.';
comment on column madoguchi.contact_restriction.source is 'Who asked for it.';
comment on column madoguchi.contact_restriction.valid_from is 'In force from.';
comment on column madoguchi.contact_restriction.valid_to is 'In force until; null = open.';

create table madoguchi.attention_flag (
  id         bigint generated always as identity primary key,
  member_no  madoguchi.member_no not null references madoguchi.member,
  kind       text not null check (kind in ('LANGUAGE', 'HEARING', 'SIGHT', 'SELF_EXCLUSION', 'TAKEOVER_SUSPECTED', 'AML', 'ANTI_SOCIAL')),
  restricted boolean not null generated always as (kind in ('AML', 'ANTI_SOCIAL')) stored,
  detail     text,
  valid_from timestamptz not null,
  valid_to   timestamptz,
  check (valid_to is null or valid_to > valid_from)
);
create index attention_flag_by_member on madoguchi.attention_flag (member_no, valid_from desc);
comment on table madoguchi.attention_flag is 'What staff must know when they serve a member (注意情報).';
comment on column madoguchi.attention_flag.id is 'Row id.';
comment on column madoguchi.attention_flag.member_no is 'About whom.';
comment on column madoguchi.attention_flag.kind is 'What to know.';
comment on column madoguchi.attention_flag.restricted is 'Seen only with the right RESTRICTED_READ; the member is never told.';
comment on column madoguchi.attention_flag.detail is 'A few words.';
comment on column madoguchi.attention_flag.valid_from is 'In force from.';
comment on column madoguchi.attention_flag.valid_to is 'In force until; null = open.';
