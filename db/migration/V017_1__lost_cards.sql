-- Lost and stolen cards: reported and stopped on any channel, replaced by another card, cleared in person only.

insert into madoguchi.permission (permission, description) values
  ('CARD_REPLACE', 'Order another card in place of a lost one');
insert into madoguchi.role_permission (role, permission, level) values
  ('AGENT', 'CARD_REPLACE', 'ALONE'),
  ('CLERK', 'CARD_REPLACE', 'ALONE'),
  ('OPERATOR', 'CARD_REPLACE', 'ALONE');

alter table madoguchi.login_lock drop constraint login_lock_clear_reason_check;
alter table madoguchi.login_lock
  add constraint login_lock_clear_reason_check check (clear_reason in (
    'FORGOT_SECRET', 'MISTYPED', 'OLD_SECRET', 'WRONG_ID', 'FAMILY_TYPED', 'DEVICE_INPUT', 'OTHER', 'CARD_FOUND', 'CARD_REPLACED')),
  add constraint login_lock_cleared_for_its_kind check (
    clear_reason is null or (kind = 'LOSS') = (clear_reason in ('CARD_FOUND', 'CARD_REPLACED'))),
  add constraint login_lock_of_a_card check (kind <> 'LOSS' or stops_card_login and stops_atm and not stops_web_id_login);

-- A card ends once, and its number is never given again ----------------------------------------------------------------
create function madoguchi.guard_card() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  if old.ended_at is not null then
    raise exception 'card % has ended and stays so', right(old.card_no::text, 4) using errcode = 'MD002';
  end if;
  if to_jsonb(new) - 'ended_at' - 'end_reason' <> to_jsonb(old) - 'ended_at' - 'end_reason' then
    raise exception 'card % can only end', right(old.card_no::text, 4) using errcode = 'MD002';
  end if;
  return new;
end $$;
comment on function madoguchi.guard_card() is 'A card ends once and is never changed (MD002); its number stays reserved.';
create trigger guard_card before update on madoguchi.card for each row execute function madoguchi.guard_card();
create trigger card_is_kept before delete on madoguchi.card for each row execute function madoguchi.refuse_change();

alter table madoguchi.card
  add column contact_no madoguchi.contact_no references madoguchi.contact,
  add column check_id   bigint references madoguchi.identity_check,
  add column staff_no   madoguchi.staff_no references madoguchi.staff,
  add constraint card_by_staff check (num_nulls(contact_no, check_id, staff_no) in (0, 3));
create index card_by_contact on madoguchi.card (contact_no) where contact_no is not null;
create index card_by_check on madoguchi.card (check_id) where check_id is not null;
create index card_by_staff on madoguchi.card (staff_no) where staff_no is not null;
comment on column madoguchi.card.contact_no is 'During which contact it was ordered; null for the card that came with the contract.';
comment on column madoguchi.card.check_id is 'On which identity check.';
comment on column madoguchi.card.staff_no is 'Who ordered it.';

-- Reports ----------------------------------------------------------------------------------------------------------------
create sequence madoguchi.card_loss_number as bigint maxvalue 99999999;
comment on sequence madoguchi.card_loss_number is 'Running number of reports of lost cards.';
create table madoguchi.card_loss (
  report_no    text primary key default 'L' || lpad(nextval('madoguchi.card_loss_number')::text, 8, '0') check (report_no ~ '^L[0-9]{8}$'),
  lock_id      bigint not null references madoguchi.login_lock,
  member_no    madoguchi.member_no not null references madoguchi.member,
  card_no      madoguchi.card_no not null references madoguchi.card,
  circumstance text not null check (circumstance in ('LOST', 'STOLEN')),
  reported_at  timestamptz not null,
  contact_no   madoguchi.contact_no references madoguchi.contact,
  staff_no     madoguchi.staff_no not null references madoguchi.staff
);
create unique index card_loss_once on madoguchi.card_loss (lock_id, card_no);
create index card_loss_by_member on madoguchi.card_loss (member_no, reported_at desc);
create index card_loss_by_card on madoguchi.card_loss (card_no);
create index card_loss_by_contact on madoguchi.card_loss (contact_no) where contact_no is not null;
create index card_loss_by_staff on madoguchi.card_loss (staff_no);
create trigger card_loss_is_final before update or delete on madoguchi.card_loss for each row execute function madoguchi.refuse_change();
comment on table madoguchi.card_loss is 'Reports that a card was lost or stolen (紛失・盗難); each rests on a lock of kind LOSS.';
comment on column madoguchi.card_loss.report_no is 'Number that the member is told.';
comment on column madoguchi.card_loss.lock_id is 'The lock that was opened by it, or was open already for the card before.';
comment on column madoguchi.card_loss.member_no is 'Whose.';
comment on column madoguchi.card_loss.card_no is 'Which card.';
comment on column madoguchi.card_loss.circumstance is 'Lost or stolen.';
comment on column madoguchi.card_loss.reported_at is 'When.';
comment on column madoguchi.card_loss.contact_no is 'During which contact; null when another desk took it in.';
comment on column madoguchi.card_loss.staff_no is 'Who took it in.';

create function madoguchi.stop_card(p_contact_no text, p_staff_no text, p_circumstance text)
returns table (report_no text, reported_at timestamptz, is_new boolean)
language plpgsql security definer set search_path = pg_catalog, madoguchi as $$
#variable_conflict use_column
declare
  v_member text;
  v_card   text;
  v_lock   bigint;
  v_at     timestamptz;
  v_loss   madoguchi.card_loss;
begin
  select c.member_no into v_member from madoguchi.contact c
   where c.contact_no::text = p_contact_no and c.staff_no::text = p_staff_no and c.closed_at is null and c.parked_at is null;
  perform 1 from madoguchi.member m where m.member_no::text = v_member for no key update;
  v_at := clock_timestamp();
  select c.card_no into v_card from madoguchi.card c where c.member_no::text = v_member and c.ended_at is null;
  if v_card is null then
    raise exception 'a card is stopped only in an open contact with who holds it' using errcode = 'MD003';
  end if;
  select k.id into v_lock from madoguchi.login_lock k where k.member_no::text = v_member and k.kind = 'LOSS' and k.cleared_at is null;
  select l.* into v_loss from madoguchi.card_loss l where l.lock_id = v_lock and l.card_no::text = v_card;
  if found then
    return query select v_loss.report_no, v_loss.reported_at, false;
    return;
  end if;
  if v_lock is null then
    insert into madoguchi.login_lock (member_no, kind, cause, stops_member_page, stops_app, stops_atm, stops_card_login, stops_web_id_login, locked_at, locked_by)
    values (v_member, 'LOSS', 'REPORTED_BY_MEMBER', true, true, true, true, false, v_at, p_staff_no)
    returning id into v_lock;
  end if;
  insert into madoguchi.card_loss (lock_id, member_no, card_no, circumstance, reported_at, contact_no, staff_no)
  values (v_lock, v_member, v_card, p_circumstance, v_at, p_contact_no, p_staff_no)
  returning * into v_loss;
  insert into madoguchi.outbox (ref, member_no, kind, channel, payload, created_at, due_at)
  values (gen_random_uuid(), v_member, 'CARD_STOPPED', madoguchi.message_channel(v_member),
          jsonb_build_object('stopped_at', v_at, 'report_no', v_loss.report_no)::text, v_at, v_at);
  return query select v_loss.report_no, v_loss.reported_at, true;
end $$;
comment on function madoguchi.stop_card(text, text, text) is
  'Stops the card in force of the member of an open contact, without an identity check: card login and ATM, not the Web-ID. Asked again for the same card, it answers the report that stands. Tells the member.';

create function madoguchi.new_card_number() returns text
language sql volatile set search_path = pg_catalog
return (1000000000 + ('x' || substr(replace(gen_random_uuid()::text, '-', ''), 1, 12))::bit(48)::bigint % 9000000000)::text;
comment on function madoguchi.new_card_number() is 'Ten random digits, the first not 0. A card number is no secret: it finds a member and proves nothing (DOMAIN, decisions).';

create function madoguchi.replace_lost_card(p_contact_no text, p_check_id bigint, p_staff_no text)
returns table (card_no text, issued_at timestamptz)
language plpgsql security definer set search_path = pg_catalog, madoguchi as $$
#variable_conflict use_column
declare
  v_contact madoguchi.contact;
  v_at      timestamptz;
  v_card    text;
begin
  select c.* into v_contact from madoguchi.contact c where c.contact_no::text = p_contact_no;
  perform 1 from madoguchi.member m where m.member_no = v_contact.member_no for no key update;
  v_at := clock_timestamp();
  if v_contact.member_no is null
     or not madoguchi.identity_proof_holds(p_contact_no, p_check_id, v_contact.member_no::text, p_staff_no, v_contact.place_no::text, v_at) then
    raise exception 'a card is replaced only in an open contact, on a valid identity check' using errcode = 'MD003';
  end if;
  update madoguchi.card c set ended_at = v_at, end_reason = 'LOST'
   where c.member_no = v_contact.member_no and c.ended_at is null
     and exists (select from madoguchi.card_loss l join madoguchi.login_lock k on k.id = l.lock_id
                  where l.card_no = c.card_no and k.cleared_at is null);
  if not found then
    raise exception 'the card in force is not reported lost' using errcode = 'MD003';
  end if;
  loop
    insert into madoguchi.card as c (card_no, member_no, issued_at, contact_no, check_id, staff_no)
    values (madoguchi.new_card_number(), v_contact.member_no, v_at, p_contact_no, p_check_id, p_staff_no)
    on conflict (card_no) do nothing
    returning c.card_no into v_card;
    exit when found;
  end loop;
  insert into madoguchi.outbox (ref, member_no, kind, channel, payload, created_at, due_at)
  values (gen_random_uuid(), v_contact.member_no, 'CARD_REPLACED', madoguchi.message_channel(v_contact.member_no::text),
          jsonb_build_object('ordered_at', v_at)::text, v_at, v_at);
  return query select v_card, v_at;
end $$;
comment on function madoguchi.replace_lost_card(text, bigint, text) is
  'Ends the card that was reported lost and orders another number, refused without its proof (MD003). The lock stays: it is cleared in person. Tells the member.';

-- What the member is told --------------------------------------------------------------------------------------------------
alter table madoguchi.outbox drop constraint outbox_kind_check;
alter table madoguchi.outbox add constraint outbox_kind_check check (kind in (
  'LOGIN_LOCKED', 'LOCK_CLEARED', 'CREDENTIAL_RESET', 'WEB_ID_REISSUED', 'WEB_ID_SENT', 'ADDRESS_CHANGED', 'EMAIL_CHANGED',
  'PHONE_CHANGED', 'CARD_STOPPED', 'CARD_REPLACED', 'REACTIVATED', 'CONTRACT_ENDED', 'VISIT_GUIDE'));
alter table madoguchi.message_template drop constraint message_template_kind_check;
alter table madoguchi.message_template add constraint message_template_kind_check check (kind in (
  'LOGIN_LOCKED', 'LOCK_CLEARED', 'CREDENTIAL_RESET', 'WEB_ID_REISSUED', 'WEB_ID_SENT', 'ADDRESS_CHANGED', 'EMAIL_CHANGED',
  'PHONE_CHANGED', 'CARD_STOPPED', 'CARD_REPLACED', 'REACTIVATED', 'CONTRACT_ENDED', 'VISIT_GUIDE'));
insert into madoguchi.message_template (kind, channel, valid_from, subject, body)
select kind, 'MAIL', valid_from, subject,
       '{name} さま' || E'\n\n' || body || E'\n\n' ||
       'お心当たりのない場合は、お手元のカードの裏面に記載の電話番号までご連絡ください。' || E'\n' ||
       'このメールは送信専用です。暗証番号やパスワードをメールでお尋ねすることはありません。' || E'\n'
from (values
  ('CARD_STOPPED', timestamptz '2020-01-01 00:00:00+09', 'カードのご利用を停止しました',
   '{stopped_at}、カードのご利用を停止しました(受付番号 {report_no})。カード番号でのログインとATMはご利用いただけません。' || E'\n' ||
   '会員ページとアプリは、Web-IDでご利用いただけます。停止の解除は、本人確認書類をお持ちのうえ、窓口へお越しください。'),
  ('CARD_REPLACED', timestamptz '2000-01-01 00:00:00+09', '新しいカードのお手続きを受け付けました',
   '{ordered_at}、新しいカードのお手続きを受け付けました。これまでのカード番号はご利用いただけません。'),
  ('CONTRACT_ENDED', timestamptz '2000-01-01 00:00:00+09', 'ご契約終了のお手続きが完了しました',
   '{ended_at}、お申し出によるご契約終了のお手続きが完了しました。会員ページ・アプリ・ATMはご利用いただけません。')) t(kind, valid_from, subject, body);
insert into madoguchi.message_template (kind, channel, valid_from, body) values
  ('CARD_STOPPED', 'SMS', timestamptz '2020-01-01 00:00:00+09', '{stopped_at}、カードのご利用を停止しました(受付番号 {report_no})。Web-IDでのログインはご利用いただけます。解除は窓口で承ります。'),
  ('CARD_REPLACED', 'SMS', timestamptz '2000-01-01 00:00:00+09', '{ordered_at}、新しいカードのお手続きを受け付けました。お心当たりのない場合はご連絡ください。'),
  ('CONTRACT_ENDED', 'SMS', timestamptz '2000-01-01 00:00:00+09', '{ended_at}、ご契約終了のお手続きが完了しました。お心当たりのない場合はご連絡ください。');
