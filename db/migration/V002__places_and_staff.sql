-- Stores, machines, the call center; the people who work there and what each may do.
create table madoguchi.prefecture (
  prefecture text primary key,
  latitude   numeric(8,5) not null,
  longitude  numeric(8,5) not null
);
comment on table madoguchi.prefecture is 'The 47 prefectures with the position of their capital, to send a member to a near place.';
comment on column madoguchi.prefecture.prefecture is 'Name as it stands in an address, e.g. 東京都.';
comment on column madoguchi.prefecture.latitude is 'Degrees north.';
comment on column madoguchi.prefecture.longitude is 'Degrees east.';

create table madoguchi.place (
  place_no     madoguchi.place_no primary key,
  kind         text not null check (kind in ('STORE', 'MACHINE', 'CALL_CENTER', 'HEAD_OFFICE')),
  name         text not null,
  name_kana    text not null,
  postal_code  text not null check (postal_code ~ '^[0-9]{7}$'),
  prefecture   text not null references madoguchi.prefecture,
  municipality text not null,
  street       text not null,
  latitude     numeric(8,5) not null,
  longitude    numeric(8,5) not null,
  phone        text check (phone ~ '^[0-9]{10,11}$'),
  booths       smallint not null default 0 check (booths between 0 and 20),
  opened_on    date not null,
  closed_on    date,
  check (closed_on is null or closed_on > opened_on),
  check ((kind = 'MACHINE') = (booths > 0))
);
create index place_by_prefecture on madoguchi.place (prefecture, municipality);
comment on table madoguchi.place is 'Where staff work and members are served: stores, automatic contract machines, the call center, the head office.';
comment on column madoguchi.place.place_no is 'Number of the place.';
comment on column madoguchi.place.kind is 'Staffed store, automatic contract machine, call center or head office.';
comment on column madoguchi.place.name is 'Name that a member is told.';
comment on column madoguchi.place.name_kana is 'Its reading in katakana.';
comment on column madoguchi.place.postal_code is 'Seven digits.';
comment on column madoguchi.place.prefecture is 'Prefecture.';
comment on column madoguchi.place.municipality is 'City, ward, town or village.';
comment on column madoguchi.place.street is 'Rest of the address.';
comment on column madoguchi.place.latitude is 'Degrees north.';
comment on column madoguchi.place.longitude is 'Degrees east.';
comment on column madoguchi.place.phone is 'Digits; null for a machine without its own line.';
comment on column madoguchi.place.booths is 'Booths of a contract machine; 0 for every other place.';
comment on column madoguchi.place.opened_on is 'First day.';
comment on column madoguchi.place.closed_on is 'First day on which it is closed for good.';

create table madoguchi.place_hours (
  place_no madoguchi.place_no not null references madoguchi.place,
  weekday  smallint not null check (weekday between 1 and 7),
  opens    time not null,
  closes   time not null,
  primary key (place_no, weekday),
  check (opens < closes)
);
comment on table madoguchi.place_hours is 'Opening hours by weekday, Tokyo time; no row = closed that day.';
comment on column madoguchi.place_hours.place_no is 'The place.';
comment on column madoguchi.place_hours.weekday is 'ISO weekday, 1 = Monday.';
comment on column madoguchi.place_hours.opens is 'Opens.';
comment on column madoguchi.place_hours.closes is 'Closes, end exclusive.';

create table madoguchi.permission (
  permission  text primary key,
  description text not null
);
comment on table madoguchi.permission is 'Rights: what a member of staff may be allowed to do (DOMAIN R31c).';
comment on column madoguchi.permission.permission is 'The right, as the code names it.';
comment on column madoguchi.permission.description is 'What it allows, in English.';

create table madoguchi.role (
  role        text primary key check (role in ('AGENT', 'CLERK', 'OPERATOR', 'REVIEWER', 'SUPERVISOR', 'MANAGER', 'ADMIN', 'AUDITOR')),
  description text not null
);
comment on table madoguchi.role is 'Jobs: a role is a set of rights.';
comment on column madoguchi.role.role is 'The role.';
comment on column madoguchi.role.description is 'The job, in English.';

create table madoguchi.role_permission (
  role       text not null references madoguchi.role,
  permission text not null references madoguchi.permission,
  level      text not null check (level in ('ALONE', 'SECOND', 'REQUEST', 'CASE')),
  primary key (role, permission)
);
create index role_permission_by_permission on madoguchi.role_permission (permission);
comment on table madoguchi.role_permission is 'Which role has which right, and how far (DOMAIN R31c).';
comment on column madoguchi.role_permission.role is 'The role.';
comment on column madoguchi.role_permission.permission is 'The right.';
comment on column madoguchi.role_permission.level is 'ALONE: does it; SECOND: only as second person; REQUEST: may ask for it; CASE: only within an open case.';

create table madoguchi.staff (
  staff_no     madoguchi.staff_no primary key,
  sign_in_name text not null unique check (sign_in_name ~ '^[a-z][a-z0-9._-]{1,31}$'),
  family       text not null,
  given        text not null,
  family_kana  text not null,
  given_kana   text not null,
  language     text not null default 'ja' check (language in ('ja', 'en')),
  theme        text not null default 'LIGHT' check (theme in ('LIGHT', 'DARK')),
  state        text not null default 'ACTIVE' check (state in ('ACTIVE', 'ON_LEAVE', 'DISABLED', 'RETIRED')),
  valid_from   date not null,
  valid_to     date,
  version      integer not null default 1,
  check (valid_to is null or valid_to > valid_from)
);
comment on table madoguchi.staff is 'People who may sign in to the console.';
comment on column madoguchi.staff.staff_no is 'Staff number, never reused.';
comment on column madoguchi.staff.sign_in_name is 'Name typed at sign-in, lower case.';
comment on column madoguchi.staff.family is 'Family name.';
comment on column madoguchi.staff.given is 'Given name.';
comment on column madoguchi.staff.family_kana is 'Reading of the family name.';
comment on column madoguchi.staff.given_kana is 'Reading of the given name.';
comment on column madoguchi.staff.language is 'Language of the screens.';
comment on column madoguchi.staff.theme is 'Light or dark screens.';
comment on column madoguchi.staff.state is 'Only ACTIVE people get in.';
comment on column madoguchi.staff.valid_from is 'First day of the account.';
comment on column madoguchi.staff.valid_to is 'First day on which the account is over; null = open.';
comment on column madoguchi.staff.version is 'Raised with every change.';

create table madoguchi.staff_password (
  staff_no   madoguchi.staff_no primary key references madoguchi.staff,
  hash       text not null check (hash like '$argon2id$%'),
  changed_at timestamptz not null default clock_timestamp()
);
comment on table madoguchi.staff_password is 'Passwords of staff, apart from the person so that no list of people carries them.';
comment on column madoguchi.staff_password.staff_no is 'Whose.';
comment on column madoguchi.staff_password.hash is 'Argon2id with salt and parameters.';
comment on column madoguchi.staff_password.changed_at is 'Since when.';

create table madoguchi.staff_role (
  id         bigint generated always as identity primary key,
  staff_no   madoguchi.staff_no not null references madoguchi.staff,
  role       text not null references madoguchi.role,
  valid_from date not null,
  valid_to   date,
  check (valid_to is null or valid_to > valid_from)
);
create index staff_role_by_staff on madoguchi.staff_role (staff_no, valid_from);
create index staff_role_by_role on madoguchi.staff_role (role);
comment on table madoguchi.staff_role is 'Who has which role from when to when.';
comment on column madoguchi.staff_role.id is 'Row id.';
comment on column madoguchi.staff_role.staff_no is 'Who.';
comment on column madoguchi.staff_role.role is 'Which role.';
comment on column madoguchi.staff_role.valid_from is 'First day.';
comment on column madoguchi.staff_role.valid_to is 'First day without it; null = open.';

create table madoguchi.staff_place (
  id         bigint generated always as identity primary key,
  staff_no   madoguchi.staff_no not null references madoguchi.staff,
  place_no   madoguchi.place_no not null references madoguchi.place,
  valid_from date not null,
  valid_to   date,
  check (valid_to is null or valid_to > valid_from)
);
create index staff_place_by_staff on madoguchi.staff_place (staff_no, valid_from);
create index staff_place_by_place on madoguchi.staff_place (place_no, valid_from);
comment on table madoguchi.staff_place is 'At which places a person may sign in, from when to when.';
comment on column madoguchi.staff_place.id is 'Row id.';
comment on column madoguchi.staff_place.staff_no is 'Who.';
comment on column madoguchi.staff_place.place_no is 'Where.';
comment on column madoguchi.staff_place.valid_from is 'First day.';
comment on column madoguchi.staff_place.valid_to is 'First day no longer; null = open.';
