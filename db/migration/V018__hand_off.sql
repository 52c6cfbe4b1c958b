-- Hand-off (来店案内): what cannot be done by phone is handed to a store or a contract machine.
create sequence madoguchi.hand_off_number as bigint maxvalue 999999999;
comment on sequence madoguchi.hand_off_number is 'Running number of hand-offs.';

create function madoguchi.luhn_digit(p_digits text) returns text
language sql immutable set search_path = pg_catalog
return (
  select ((10 - sum(case when n % 2 = 1 then d * 2 / 10 + d * 2 % 10 else d end) % 10) % 10)::text
  from (select n, substr(reverse(p_digits), n, 1)::integer as d from generate_series(1, length(p_digits)) n) t);
comment on function madoguchi.luhn_digit(text) is 'Check digit (Luhn) of digits: a number that was misheard is recognized.';

create function madoguchi.new_hand_off_no() returns text
language sql volatile set search_path = pg_catalog, madoguchi
return (select n || madoguchi.luhn_digit(n) from (select lpad(nextval('madoguchi.hand_off_number')::text, 5, '0') as n) t);
comment on function madoguchi.new_hand_off_no() is 'The next reference number of a hand-off: a running number of at least five digits and its check digit.';

insert into madoguchi.setting (key, effective_from, value, made_by) values
  ('hand_off.days', timestamptz '2000-01-01 00:00:00+09', '7', 'migration');

create table madoguchi.hand_off (
  hand_off_no      text collate "C" primary key default madoguchi.new_hand_off_no()
                   check (hand_off_no ~ '^[0-9]{6,10}$' and right(hand_off_no, 1) = madoguchi.luhn_digit(left(hand_off_no, -1))),
  member_no        madoguchi.member_no not null references madoguchi.member,
  contact_no       madoguchi.contact_no not null references madoguchi.contact,
  purpose          text not null check (purpose in
    ('CLEAR_LOCK', 'RESET_SECRET', 'REISSUE_WEB_ID', 'INCOME_CERTIFICATE', 'CONTACT_DATA', 'REACTIVATION', 'CANCELLATION', 'CARD', 'OTHER')),
  place_no         madoguchi.place_no not null references madoguchi.place,
  made_place_no    madoguchi.place_no not null references madoguchi.place,
  expected_on      date,
  note             text check (length(note) between 1 and 2000),
  message_ref      uuid references madoguchi.outbox (ref),
  made_at          timestamptz not null,
  made_by          madoguchi.staff_no not null references madoguchi.staff,
  due_on           date not null,
  taken_contact_no madoguchi.contact_no references madoguchi.contact,
  taken_at         timestamptz,
  taken_by         madoguchi.staff_no references madoguchi.staff,
  outcome          text check (outcome in ('DONE', 'NOT_DONE', 'NOT_COME', 'WITHDRAWN')),
  ended_at         timestamptz check (ended_at >= made_at),
  ended_by         madoguchi.staff_no references madoguchi.staff,
  end_note         text check (length(end_note) between 1 and 2000),
  check ((taken_at is null) = (taken_contact_no is null) and (taken_at is null) = (taken_by is null)),
  check ((ended_at is null) = (outcome is null) and (ended_at is null) = (ended_by is null)),
  check (ended_at is not null or end_note is null),
  check (outcome not in ('DONE', 'NOT_DONE') or taken_at is not null),
  check (outcome <> 'NOT_DONE' or end_note is not null)
);
create unique index hand_off_one_open on madoguchi.hand_off (member_no, purpose) where ended_at is null;
create index hand_off_by_member on madoguchi.hand_off (member_no, made_at desc);
create index hand_off_by_contact on madoguchi.hand_off (contact_no);
create index hand_off_by_taken on madoguchi.hand_off (taken_contact_no) where taken_contact_no is not null;
create index hand_off_open_by_place on madoguchi.hand_off (place_no, due_on) where ended_at is null;
create index hand_off_open_by_maker on madoguchi.hand_off (made_place_no, due_on) where ended_at is null;
create index hand_off_by_place on madoguchi.hand_off (place_no);
create index hand_off_by_made_place on madoguchi.hand_off (made_place_no);
create index hand_off_by_message on madoguchi.hand_off (message_ref) where message_ref is not null;
create index hand_off_by_made on madoguchi.hand_off (made_by);
create index hand_off_by_taken_by on madoguchi.hand_off (taken_by) where taken_by is not null;
create index hand_off_by_ended on madoguchi.hand_off (ended_by) where ended_by is not null;
comment on table madoguchi.hand_off is 'Hand-offs (来店案内): made in a contact, taken up at a place by the number that the member says, ended once.';
comment on column madoguchi.hand_off.hand_off_no is 'Reference number (受付番号): six digits or more, the last one a check digit.';
comment on column madoguchi.hand_off.member_no is 'Who was sent.';
comment on column madoguchi.hand_off.contact_no is 'The contact in which it was made.';
comment on column madoguchi.hand_off.purpose is 'What is to be done there; one open hand-off of each kind.';
comment on column madoguchi.hand_off.place_no is 'The store or machine that was named to the member; every other one may take it up as well.';
comment on column madoguchi.hand_off.made_place_no is 'The place that made it.';
comment on column madoguchi.hand_off.expected_on is 'The day on which the member means to come; null = not said.';
comment on column madoguchi.hand_off.note is 'What was agreed, in words.';
comment on column madoguchi.hand_off.message_ref is 'The message to the member, where the member wished one.';
comment on column madoguchi.hand_off.made_at is 'When.';
comment on column madoguchi.hand_off.made_by is 'Who made it.';
comment on column madoguchi.hand_off.due_on is 'Its last day: the expected one, or so many days on (setting hand_off.days); overdue afterwards.';
comment on column madoguchi.hand_off.taken_contact_no is 'The contact in which it was last taken up; open again when that contact closed without an end.';
comment on column madoguchi.hand_off.taken_at is 'When.';
comment on column madoguchi.hand_off.taken_by is 'Who took it up.';
comment on column madoguchi.hand_off.outcome is 'Done, not done, the member did not come, withdrawn.';
comment on column madoguchi.hand_off.ended_at is 'When it ended; nothing changes afterwards.';
comment on column madoguchi.hand_off.ended_by is 'Who ended it.';
comment on column madoguchi.hand_off.end_note is 'Why it was not done.';

create function madoguchi.guard_hand_off() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  if old.ended_at is not null then
    raise exception 'hand-off % has ended', old.hand_off_no using errcode = 'MD002';
  end if;
  return new;
end $$;
comment on function madoguchi.guard_hand_off() is 'An ended hand-off never changes (MD002).';
create trigger guard_hand_off before update on madoguchi.hand_off for each row execute function madoguchi.guard_hand_off();
create trigger hand_off_is_kept before delete on madoguchi.hand_off for each row execute function madoguchi.refuse_change();

-- The message names the number.
insert into madoguchi.message_template (kind, channel, valid_from, subject, body) values
  ('VISIT_GUIDE', 'MAIL', clock_timestamp(), 'ご来店のご案内',
   '{name} さま' || E'\n\n' || 'お問い合わせのお手続きは、次の窓口で承ります。' || E'\n\n' ||
   '  受付番号: {hand_off_no}' || E'\n' || '  {place_name}' || E'\n' || '  {place_address}' || E'\n\n' ||
   'お持ちいただくもの: 運転免許証、マイナンバーカードなどの本人確認書類' || E'\n\n' ||
   '窓口で受付番号をお伝えください。ほかの店舗・自動契約機でも承ります。' || E'\n\n' ||
   'お心当たりのない場合は、お手元のカードの裏面に記載の電話番号までご連絡ください。' || E'\n' ||
   'このメールは送信専用です。暗証番号やパスワードをメールでお尋ねすることはありません。' || E'\n');
insert into madoguchi.message_template (kind, channel, valid_from, body) values
  ('VISIT_GUIDE', 'SMS', clock_timestamp(),
   'お手続きは{place_name}({place_address})で承ります。受付番号 {hand_off_no}。本人確認書類をお持ちください。');

-- What is said of it on the phone.
insert into madoguchi.call_sentence (code, effective_from, words) values
  ('HAND_OFF', timestamptz '2000-01-01 00:00:00+09',
   '受付番号は、{number}でございます。{documents}をお持ちのうえ、{place}へお越しください。{nearby}窓口で受付番号をお伝えください。'),
  ('HAND_OFF_ON', timestamptz '2000-01-01 00:00:00+09',
   '受付番号は、{number}でございます。{day}に、{documents}をお持ちのうえ、{place}へお越しください。窓口で受付番号をお伝えください。');
