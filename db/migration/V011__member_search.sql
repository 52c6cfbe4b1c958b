-- Member search: sound keys, the parts of a name, and one index for every way to a person (docs/adr/0010).

create function madoguchi.fold_sound_v1(p_text text) returns text
language sql immutable parallel safe
return regexp_replace(
  replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(
    madoguchi.fold_kana_v1(p_text),
    'ンナ', 'ナ'), 'ンニ', 'ニ'), 'ンヌ', 'ヌ'), 'ンネ', 'ネ'), 'ンノ', 'ノ'),
    'ンア', 'ナ'), 'ンイ', 'ニ'), 'ンウ', 'ヌ'), 'ンエ', 'ネ'), 'ンオ', 'ノ'), 'ンヤ', 'ニヤ'), 'ンユ', 'ニユ'), 'ンヨ', 'ニヨ'),
  '(?<=[アカガサザタダナハバパマヤラワ])ア+|(?<=[イキギシジチニヒビピミリ])イ+|(?<=[ウクグスズツヌフブプムユル])ウ+'
  '|(?<=[エケゲセゼテデネヘベペメレ])[イエ]+|(?<=[オコゴソゾトドノホボポモヨロ])[ウオ]+', '', 'g');
comment on function madoguchi.fold_sound_v1(text) is
  'Loose search key of a reading: fold_kana_v1 without long vowels, and ン joined with what follows, so that オオノ, オーノ and オノ meet, and ジュンイチ and junichi.';

-- A name longer than any person's would not fit into the indexes.
alter table madoguchi.member_name
  add constraint member_name_length
    check (length(family) <= 100 and length(given) <= 100 and length(family_kana) <= 100 and length(given_kana) <= 100),
  add column given_key text collate "C" not null generated always as (madoguchi.fold_name_v1(given)) stored,
  add column family_kana_key text collate "C" not null generated always as (madoguchi.fold_kana_v1(family_kana)) stored,
  add column sound_key text collate "C" not null generated always as (madoguchi.fold_sound_v1(family_kana || given_kana)) stored,
  add column sound_key_reversed text collate "C" not null generated always as (madoguchi.fold_sound_v1(given_kana || family_kana)) stored;
comment on column madoguchi.member_name.given_key is 'Search key of the given name.';
comment on column madoguchi.member_name.family_kana_key is 'Search key of the family name''s reading.';
comment on column madoguchi.member_name.sound_key is 'Loose search key of the reading, family name first.';
comment on column madoguchi.member_name.sound_key_reversed is 'Loose search key of the reading, given name first.';

-- Each key with the birth date beside it, so that name and year or day of birth are one range.
drop index madoguchi.member_name_by_name, madoguchi.member_name_by_name_reversed, madoguchi.member_name_by_kana,
  madoguchi.member_name_by_kana_reversed, madoguchi.member_name_by_birth;
create index member_name_by_name on madoguchi.member_name (name_key, birth_date, member_no);
create index member_name_by_name_reversed on madoguchi.member_name (name_key_reversed, birth_date, member_no);
create index member_name_by_family on madoguchi.member_name (family_key, birth_date, member_no);
create index member_name_by_kana on madoguchi.member_name (kana_key, birth_date, member_no);
create index member_name_by_kana_reversed on madoguchi.member_name (kana_key_reversed, birth_date, member_no);
create index member_name_by_sound on madoguchi.member_name (sound_key, birth_date, member_no);
create index member_name_by_sound_reversed on madoguchi.member_name (sound_key_reversed, birth_date, member_no);
create index member_name_by_family_kana on madoguchi.member_name (family_kana_key, birth_date, member_no);
-- Family name as written with the given name as heard, and the other way round.
create index member_name_by_family_and_sound on madoguchi.member_name (family_key, sound_key_reversed, member_no);
create index member_name_by_given_and_sound on madoguchi.member_name (given_key, sound_key, member_no);
-- A day of birth with the beginning of a name.
create index member_name_by_birth_and_name on madoguchi.member_name (birth_date, name_key, name_key_reversed, member_no);
create index member_name_by_birth_and_sound on madoguchi.member_name (birth_date, sound_key, sound_key_reversed, member_no);

create table madoguchi.search_visit (
  id         bigint generated always as identity primary key,
  staff_no   madoguchi.staff_no not null references madoguchi.staff,
  contact_no madoguchi.contact_no references madoguchi.contact,
  purpose    text,
  began_at   timestamptz not null,
  ended_at   timestamptz not null,
  ended_by   text not null check (ended_by in ('OPENED', 'CLEARED', 'RESTED', 'LEFT')),
  shown      integer not null check (shown >= 0),
  refused    boolean not null,
  check (ended_at >= began_at)
);
create index search_visit_by_staff on madoguchi.search_visit (staff_no, ended_at desc);
create index search_visit_by_time on madoguchi.search_visit (ended_at);
comment on table madoguchi.search_visit is 'Visits to the search box, from the first answer to their end: who looks for people more than the work explains.';
comment on column madoguchi.search_visit.id is 'Row id.';
comment on column madoguchi.search_visit.staff_no is 'Who searched.';
comment on column madoguchi.search_visit.contact_no is 'During which contact; null = outside one.';
comment on column madoguchi.search_visit.purpose is 'Coded purpose, outside a contact.';
comment on column madoguchi.search_visit.began_at is 'First answer.';
comment on column madoguchi.search_visit.ended_at is 'End; after a rest of 60 s that of the last answer.';
comment on column madoguchi.search_visit.ended_by is 'A member was opened, the box cleared, 60 s without a key, or the page left.';
comment on column madoguchi.search_visit.shown is 'How many different people were shown.';
comment on column madoguchi.search_visit.refused is 'Whether the last answer was a refusal.';

insert into madoguchi.setting (key, effective_from, value, made_by) values
  ('search.rest_seconds', timestamptz '2000-01-01 00:00:00+09', '60', 'migration'),
  ('search.record_every_seconds', timestamptz '2000-01-01 00:00:00+09', '2', 'migration');
