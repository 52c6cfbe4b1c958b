-- The work schema of the demo and its word lists; a superuser runs this once, then the lists are filled from data/*.csv.
-- The schema goes away when the load is done: while it stands, a load is under way or was broken off.
create schema demo authorization madoguchi_owner;
set role madoguchi_owner;

create table demo.load (
  now     timestamptz not null,  -- midnight in Tokyo; everything in the demo lies before it
  members bigint      not null,
  way     text        not null check (way in ('ONE_BY_ONE', 'SET_BASED')),
  done    bigint      not null default 0  -- members 0 to done - 1 are written and committed
);

-- The lists, one column for one column of the file. "position" counts the lines.
create table demo.family_name  (position integer generated always as identity, name text, kana text, romaji text, people integer);
create table demo.given_name   (position integer generated always as identity, sex text, born_from integer, born_to integer,
                                name text, kana text, romaji text, weight integer);
create table demo.foreign_name (position integer generated always as identity, family text, given text, family_kana text, given_kana text,
                                language text, weight integer);
create table demo.municipality (position integer generated always as identity, code text, prefecture text, name text, area_code text,
                                people integer);
create table demo.town         (position integer generated always as identity, municipality text, postal_code text, name text);
create table demo.employer     (position integer generated always as identity, name text);
create table demo.contact_story(position integer generated always as identity, channel text, check_kind text, category text, cause text,
                                outcome text, note text);
create table demo.staff        (staff_no text, sign_in_name text, family text, given text, family_kana text, given_kana text, role text,
                                places text, valid_from date);
