-- Messages to members: how each is sent, what became of it, in which words; and the changes that tell of themselves.

-- Words that must not stand where somebody else than the member may read them -------------------------------------------
create function madoguchi.tells_of_lending(p_text text) returns boolean
language sql immutable parallel safe
return lower(normalize(p_text, NFKC)) ~
  '貸|借|ローン|融資|返済|延滞|滞納|督促|催促|取立|取り立て|債務|債権|金利|利息|利率|元金|与信|極度|限度額|キャッシング|カードロ|消費者金融|サラ金|総量規制|入金|支払|loan|lend|credit|debt|repay|overdue';
comment on function madoguchi.tells_of_lending(text) is
  'Whether a text gives away that its reader has borrowed; no subject, SMS or envelope may (貸金業法 21条: nobody else learns of it).';

create function madoguchi.message_withheld_by(p_member_no text, p_at timestamptz) returns text
language sql stable set search_path = pg_catalog, madoguchi as $$
  select o.obstacle from madoguchi.contact_obstacles(p_member_no, 'MAIL', null, 'PROTECTION', p_at) o
  where o.refuses order by o.obstacle limit 1
$$;
comment on function madoguchi.message_withheld_by(text, timestamptz) is
  'The obstacle that forbids every message to a member at a moment, whatever it tells of (contact_obstacles): a lawyer''s notice or a death; null = none.';

-- The outbox ----------------------------------------------------------------------------------------------------------
alter table madoguchi.outbox drop constraint outbox_kind_check;
alter table madoguchi.outbox
  add constraint outbox_kind_check check (kind in (
    'LOGIN_LOCKED', 'LOCK_CLEARED', 'CREDENTIAL_RESET', 'WEB_ID_REISSUED', 'WEB_ID_SENT', 'ADDRESS_CHANGED', 'EMAIL_CHANGED',
    'PHONE_CHANGED', 'CARD_STOPPED', 'REACTIVATED', 'VISIT_GUIDE')),
  add column channel       text not null default 'MAIL' check (channel in ('MAIL', 'SMS')),
  add column email_id      bigint references madoguchi.member_email,
  add column fence         bigint not null default 0 check (fence >= 0),
  add column tries         integer not null default 0 check (tries >= 0),
  add column claimed_until timestamptz,
  add column withheld_at   timestamptz,
  add column dead_at       timestamptz,
  add column code          text check (code in (
    'NOT_REACHED', 'DEFERRED', 'REFUSED', 'INTERRUPTED', 'NO_ADDRESS', 'BAD_ADDRESS', 'NO_TEMPLATE', 'UNFILLED', 'LENDING_WORD',
    'LAWYER_NOTICE', 'DECEASED')),
  add column reply         integer check (reply between 400 and 599),
  add column state         text not null generated always as (
    case when sent_at is not null then 'SENT' when withheld_at is not null then 'WITHHELD' when dead_at is not null then 'DEAD'
         else 'DUE' end) stored;
update madoguchi.outbox set fence = 1, tries = 1 where sent_at is not null;
alter table madoguchi.outbox
  add constraint outbox_one_end check (num_nonnulls(sent_at, withheld_at, dead_at) <= 1),
  add constraint outbox_end_has_reason check ((withheld_at is null and dead_at is null) or code is not null),
  add constraint outbox_sent_by_claim check (sent_at is null or fence > 0);
drop index madoguchi.outbox_by_due;
create index outbox_by_due on madoguchi.outbox (due_at, id) where state = 'DUE';
create index outbox_due_by_member on madoguchi.outbox (member_no, channel, id) where state = 'DUE';
create index outbox_by_sent on madoguchi.outbox (sent_at) where sent_at is not null;
create index outbox_by_dead on madoguchi.outbox (dead_at desc, id desc) where dead_at is not null;
create index outbox_by_withheld on madoguchi.outbox (withheld_at) where withheld_at is not null;
create index outbox_by_email on madoguchi.outbox (email_id) where email_id is not null;
comment on column madoguchi.outbox.channel is 'E-mail or SMS.';
comment on column madoguchi.outbox.email_id is 'The former address that is told of its own replacement; null = the address in force when it is sent.';
comment on column madoguchi.outbox.fence is 'Raised by each claim; only who holds the latest number may write what became of it.';
comment on column madoguchi.outbox.tries is 'How often it was claimed since it was written or asked for again.';
comment on column madoguchi.outbox.claimed_until is 'A sender has it until then; afterwards another may take it.';
comment on column madoguchi.outbox.withheld_at is 'When it was found that a restriction of the member forbids it; final.';
comment on column madoguchi.outbox.dead_at is 'When sending was given up; a dead letter, until somebody has it sent again.';
comment on column madoguchi.outbox.code is 'Why the last try failed, or why it was withheld; never words of the mail server, which may name an address.';
comment on column madoguchi.outbox.reply is 'Reply code of the mail server to the last try, 400 to 599.';
comment on column madoguchi.outbox.state is 'DUE, SENT, WITHHELD or DEAD.';

create function madoguchi.guard_outbox() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  if old.state in ('SENT', 'WITHHELD') then
    raise exception 'what became of message % is written once', old.ref using errcode = 'MD002';
  end if;
  if new.fence < old.fence then
    raise exception 'the fence of message % only rises', old.ref using errcode = 'MD002';
  end if;
  return new;
end $$;
comment on function madoguchi.guard_outbox() is 'A message that was sent or withheld never changes again (MD002); the fence never falls.';
create trigger guard_outbox before update on madoguchi.outbox for each row execute function madoguchi.guard_outbox();

-- The words -----------------------------------------------------------------------------------------------------------
create table madoguchi.message_template (
  kind       text not null check (kind in (
    'LOGIN_LOCKED', 'LOCK_CLEARED', 'CREDENTIAL_RESET', 'WEB_ID_REISSUED', 'WEB_ID_SENT', 'ADDRESS_CHANGED', 'EMAIL_CHANGED',
    'PHONE_CHANGED', 'CARD_STOPPED', 'REACTIVATED', 'VISIT_GUIDE')),
  channel    text not null check (channel in ('MAIL', 'SMS')),
  valid_from timestamptz not null,
  subject    text check (subject ~ '^[^[:cntrl:]{}]{1,60}$'),
  body       text not null check (length(body) between 1 and case channel when 'SMS' then 200 else 4000 end),
  primary key (kind, channel, valid_from),
  check ((channel = 'MAIL') = (subject is not null)),
  check (not madoguchi.tells_of_lending(coalesce(subject, '') || body)),
  check (kind <> 'WEB_ID_SENT' or channel = 'MAIL')
);
create trigger refuse_change before update or delete on madoguchi.message_template
  for each row execute function madoguchi.refuse_change();
comment on table madoguchi.message_template is
  'What members are told, in Japanese, each text from a moment on; never changed, only followed by a later row. {name} is the member''s name, other {words} come from the payload: *_at a moment, shown in Tokyo time.';
comment on column madoguchi.message_template.kind is 'Which message.';
comment on column madoguchi.message_template.channel is 'E-mail or SMS.';
comment on column madoguchi.message_template.valid_from is 'In use from this moment until the next row of the same kind and channel.';
comment on column madoguchi.message_template.subject is 'Subject of the e-mail, without placeholders; an SMS has none.';
comment on column madoguchi.message_template.body is 'The text, with placeholders in braces.';

insert into madoguchi.message_template (kind, channel, valid_from, subject, body)
select kind, 'MAIL', timestamptz '2000-01-01 00:00:00+09', subject,
       '{name} さま' || E'\n\n' || body || E'\n\n' ||
       'お心当たりのない場合は、お手元のカードの裏面に記載の電話番号までご連絡ください。' || E'\n' ||
       'このメールは送信専用です。暗証番号やパスワードをメールでお尋ねすることはありません。' || E'\n'
from (values
  ('LOGIN_LOCKED', '会員ページのログインを停止しました',
   '{locked_at}、入力内容の誤りが続いたため、会員ページ・アプリ・ATMのご利用を停止しました。' || E'\n' ||
   '停止の解除はお電話では承れません。本人確認書類をお持ちのうえ、窓口へお越しください。'),
  ('LOCK_CLEARED', '会員ページのログイン停止を解除しました',
   '{cleared_at}、窓口でのお手続きにより、会員ページ・アプリ・ATMのご利用停止を解除しました。'),
  ('CREDENTIAL_RESET', 'パスワード・暗証番号の再設定を受け付けました',
   '{requested_at}、パスワードまたは暗証番号の再設定を受け付けました。'),
  ('WEB_ID_REISSUED', 'Web-IDを再発行しました',
   '{reissued_at}、Web-IDを再発行しました。これまでのWeb-IDはご利用いただけません。パスワードは変わりません。'),
  ('WEB_ID_SENT', '新しいWeb-IDのお知らせ',
   '{reissued_at}、Web-IDを再発行しました。新しいWeb-IDは次のとおりです。' || E'\n\n' || '  {web_id}' || E'\n\n' ||
   'これまでのWeb-IDはご利用いただけません。パスワードは変わりません。'),
  ('ADDRESS_CHANGED', 'ご登録住所の変更を受け付けました',
   '{changed_at}、ご登録の住所の変更を受け付けました。'),
  ('EMAIL_CHANGED', 'メールアドレスの変更を受け付けました',
   '{changed_at}、ご登録のメールアドレスの変更を受け付けました。このお知らせは、変更前と変更後の両方のアドレスにお送りしています。'),
  ('PHONE_CHANGED', '電話番号の変更を受け付けました',
   '{changed_at}、ご登録の電話番号の変更を受け付けました。'),
  ('CARD_STOPPED', 'カードのご利用を停止しました',
   '{stopped_at}、カードのご利用を停止しました。会員ページ・アプリ・ATMはご利用いただけません。再開には窓口でのお手続きが必要です。'),
  ('REACTIVATED', '会員ページのご利用を再開しました',
   '{reactivated_at}、会員ページのご利用を再開しました。'),
  ('VISIT_GUIDE', 'ご来店のご案内',
   'お問い合わせのお手続きは、次の窓口で承ります。' || E'\n\n' || '  {place_name}' || E'\n' || '  {place_address}' || E'\n\n' ||
   'お持ちいただくもの: {documents}')) t(kind, subject, body);

insert into madoguchi.message_template (kind, channel, valid_from, body)
select kind, 'SMS', timestamptz '2000-01-01 00:00:00+09', body from (values
  ('LOGIN_LOCKED', '{locked_at}、入力内容の誤りが続いたため会員ページ・アプリ・ATMを停止しました。解除は窓口で承ります。'),
  ('LOCK_CLEARED', '{cleared_at}、会員ページ・アプリ・ATMの停止を解除しました。お心当たりのない場合はご連絡ください。'),
  ('CREDENTIAL_RESET', '{requested_at}、パスワードまたは暗証番号の再設定を受け付けました。お心当たりのない場合はご連絡ください。'),
  ('WEB_ID_REISSUED', '{reissued_at}、Web-IDを再発行しました。お心当たりのない場合はご連絡ください。'),
  ('ADDRESS_CHANGED', '{changed_at}、ご登録住所の変更を受け付けました。お心当たりのない場合はご連絡ください。'),
  ('EMAIL_CHANGED', '{changed_at}、メールアドレスの変更を受け付けました。お心当たりのない場合はご連絡ください。'),
  ('PHONE_CHANGED', '{changed_at}、電話番号の変更を受け付けました。お心当たりのない場合はご連絡ください。'),
  ('CARD_STOPPED', '{stopped_at}、カードのご利用を停止しました。再開は窓口で承ります。'),
  ('REACTIVATED', '{reactivated_at}、会員ページのご利用を再開しました。お心当たりのない場合はご連絡ください。'),
  ('VISIT_GUIDE', 'お手続きは{place_name}({place_address})で承ります。お持ちいただくもの: {documents}')) t(kind, body);

insert into madoguchi.setting (key, effective_from, value, made_by)
select key, timestamptz '2000-01-01 00:00:00+09', value::jsonb, 'migration' from (values
  ('message.lease_seconds', '60'),
  ('message.tries', '12'),
  ('message.backoff_seconds', '60'),
  ('message.backoff_max_minutes', '360')) s(key, value);

-- Changes that tell of themselves, whichever application makes them ------------------------------------------------------
create function madoguchi.message_channel(p_member_no text) returns text
language sql stable set search_path = pg_catalog, madoguchi as $$
  select case when exists (select from madoguchi.member_email e where e.member_no = p_member_no and e.valid_to is null) then 'MAIL'
              when exists (select from madoguchi.member_phone p where p.member_no = p_member_no and p.kind = 'MOBILE' and p.valid_to is null) then 'SMS'
              else 'MAIL' end
$$;
comment on function madoguchi.message_channel(text) is
  'How a member is told: by e-mail, else by SMS; with neither by e-mail, which becomes a dead letter that somebody sees.';

create function madoguchi.tell_of_change() returns trigger
language plpgsql security definer set search_path = pg_catalog, madoguchi as $$
declare
  v_now     timestamptz := clock_timestamp();
  v_payload text := jsonb_build_object('changed_at', v_now)::text;
begin
  insert into madoguchi.outbox (ref, member_no, kind, channel, payload, created_at, due_at)
  values (gen_random_uuid(), new.member_no, tg_argv[0], madoguchi.message_channel(new.member_no), v_payload, v_now, v_now);
  if tg_argv[0] = 'EMAIL_CHANGED' then
    insert into madoguchi.outbox (ref, member_no, kind, email_id, payload, created_at, due_at)
    values (gen_random_uuid(), new.member_no, tg_argv[0], new.id, v_payload, v_now, v_now);
  end if;
  return null;
end $$;
comment on function madoguchi.tell_of_change() is
  'Tells the member, at the commit, that the address, e-mail or phone in force was ended or replaced; of an e-mail, the former address too.';

create constraint trigger tell_of_change after update on madoguchi.member_address deferrable initially deferred
  for each row when (old.valid_to is null and new.valid_to is not null) execute function madoguchi.tell_of_change('ADDRESS_CHANGED');
create constraint trigger tell_of_change after update on madoguchi.member_email deferrable initially deferred
  for each row when (old.valid_to is null and new.valid_to is not null) execute function madoguchi.tell_of_change('EMAIL_CHANGED');
create constraint trigger tell_of_change after update on madoguchi.member_phone deferrable initially deferred
  for each row when (old.valid_to is null and new.valid_to is not null) execute function madoguchi.tell_of_change('PHONE_CHANGED');
