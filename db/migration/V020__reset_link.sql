-- The reset that staff start (DOMAIN, decisions): a one-time link that the database makes, sent to a long-registered address.

insert into madoguchi.setting (key, effective_from, value, made_by)
select key, timestamptz '2000-01-01 00:00:00+09', value::jsonb, 'migration' from (values
  ('reset.minutes', '30'),
  ('reset.registered_days', '30')) s(key, value);

drop trigger credential_reset_is_final on madoguchi.credential_reset;
drop index madoguchi.credential_reset_once;
alter table madoguchi.credential_reset
  add column reason       text check (reason in ('FORGOTTEN', 'KNOWN_TO_OTHERS', 'OTHER')),
  add column delivery     text check (delivery in ('MAIL', 'SMS')),
  add column approval_ref uuid references madoguchi.approval,
  add column token_digest bytea unique check (length(token_digest) = 32),
  add column expires_at   timestamptz check (expires_at > requested_at),
  add column used_at      timestamptz,
  add constraint credential_reset_link_whole check (num_nulls(reason, delivery, token_digest, expires_at) in (0, 4)),
  add constraint credential_reset_used_in_time check (
    used_at is null or expires_at is not null and used_at >= requested_at and used_at <= expires_at);
create index credential_reset_by_contact on madoguchi.credential_reset (contact_no);
create index credential_reset_by_approval on madoguchi.credential_reset (approval_ref) where approval_ref is not null;
comment on column madoguchi.credential_reset.reason is 'Why, as the member says; null = taken in before there were links.';
comment on column madoguchi.credential_reset.delivery is 'To the registered e-mail or mobile number.';
comment on column madoguchi.credential_reset.approval_ref is 'The second person''s decision, where one was needed.';
comment on column madoguchi.credential_reset.token_digest is 'SHA-256 of the code in the link; the code itself is in the message alone.';
comment on column madoguchi.credential_reset.expires_at is 'Until when the link works (setting reset.minutes).';
comment on column madoguchi.credential_reset.used_at is 'When the member opened it on the member site, which works once; null = not yet.';

create function madoguchi.guard_credential_reset() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  if old.used_at is not null or to_jsonb(new) - 'used_at' <> to_jsonb(old) - 'used_at' then
    raise exception 'reset % can only be used, once', old.id using errcode = 'MD002';
  end if;
  return new;
end $$;
comment on function madoguchi.guard_credential_reset() is 'A reset is used once and never changed (MD002).';
create trigger guard_credential_reset before update on madoguchi.credential_reset for each row execute function madoguchi.guard_credential_reset();
create trigger credential_reset_is_kept before delete on madoguchi.credential_reset for each row execute function madoguchi.refuse_change();

-- What the member is told ------------------------------------------------------------------------------------------------
alter table madoguchi.outbox drop constraint outbox_kind_check;
alter table madoguchi.outbox add constraint outbox_kind_check check (kind in (
  'LOGIN_LOCKED', 'LOCK_CLEARED', 'CREDENTIAL_RESET', 'CREDENTIAL_RESET_LINK', 'WEB_ID_REISSUED', 'WEB_ID_SENT', 'ADDRESS_CHANGED',
  'EMAIL_CHANGED', 'PHONE_CHANGED', 'CARD_STOPPED', 'CARD_REPLACED', 'REACTIVATED', 'CONTRACT_ENDED', 'VISIT_GUIDE'));
alter table madoguchi.message_template drop constraint message_template_kind_check;
alter table madoguchi.message_template add constraint message_template_kind_check check (kind in (
  'LOGIN_LOCKED', 'LOCK_CLEARED', 'CREDENTIAL_RESET', 'CREDENTIAL_RESET_LINK', 'WEB_ID_REISSUED', 'WEB_ID_SENT', 'ADDRESS_CHANGED',
  'EMAIL_CHANGED', 'PHONE_CHANGED', 'CARD_STOPPED', 'CARD_REPLACED', 'REACTIVATED', 'CONTRACT_ENDED', 'VISIT_GUIDE'));
insert into madoguchi.message_template (kind, channel, valid_from, subject, body) values
  ('CREDENTIAL_RESET_LINK', 'MAIL', timestamptz '2020-01-01 00:00:00+09', 'パスワード・暗証番号の再設定のお手続き',
   '{name} さま' || E'\n\n' ||
   '{requested_at}、店頭でのお手続きにより、パスワードまたは暗証番号の再設定を受け付けました。' || E'\n' ||
   '{expires_at}までに、次のリンクからお手続きください。リンクは1回だけご利用いただけます。' || E'\n\n' ||
   '  https://member.example.jp/reset/{code}' || E'\n\n' ||
   'このリンクは、どなたにもお伝えにならないでください。担当者がお尋ねすることもありません。' || E'\n' ||
   'お心当たりのない場合は、お手元のカードの裏面に記載の電話番号までご連絡ください。' || E'\n' ||
   'このメールは送信専用です。暗証番号やパスワードをメールでお尋ねすることはありません。' || E'\n'),
  ('CREDENTIAL_RESET_LINK', 'SMS', timestamptz '2020-01-01 00:00:00+09', null,
   '再設定のお手続き({expires_at}まで・1回限り) https://member.example.jp/reset/{code} どなたにもお伝えにならないでください。');

-- Starting it --------------------------------------------------------------------------------------------------------------
create function madoguchi.reset_deliveries(p_member_no text, p_at timestamptz) returns table (delivery text)
language sql stable set search_path = pg_catalog, madoguchi as $$
  with long_ago as (
    select p_at - make_interval(days => madoguchi.setting_int('reset.registered_days', p_at)) as at)
  select 'MAIL' from long_ago
  where exists (select from madoguchi.member_email e where e.member_no = p_member_no and e.valid_to is null and e.valid_from < long_ago.at)
  union all
  select 'SMS' from long_ago
  where exists (select from madoguchi.member_phone p
                where p.member_no = p_member_no and p.kind = 'MOBILE' and p.valid_to is null and p.valid_from < long_ago.at)
$$;
comment on function madoguchi.reset_deliveries(text, timestamptz) is
  'Where a reset link may go: MAIL, SMS, both or neither; only what is registered for more than some days (setting reset.registered_days).';

create function madoguchi.new_reset_code() returns text
language sql volatile set search_path = pg_catalog as $$
  select translate(rtrim(encode(sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())), 'base64'), '='), '+/', '-_')
$$;
comment on function madoguchi.new_reset_code() is
  '43 characters that fit into an address, from 244 bits of the strong randomness of the server. The owner''s alone.';

create function madoguchi.start_reset_in_contact(
  p_contact_no text, p_check_id bigint, p_staff_no text, p_secret text, p_delivery text, p_reason text, p_approval_ref uuid)
returns table (requested_at timestamptz, expires_at timestamptz)
language plpgsql security definer set search_path = pg_catalog, madoguchi as $$
#variable_conflict use_column
declare
  v_contact madoguchi.contact;
  v_member  text;
  v_at      timestamptz;
  v_until   timestamptz;
  v_code    text := madoguchi.new_reset_code();
  v_second  boolean;
begin
  select c.* into v_contact from madoguchi.contact c where c.contact_no::text = p_contact_no;
  v_member := v_contact.member_no;
  perform 1 from madoguchi.member m where m.member_no::text = v_member for no key update;
  v_at := clock_timestamp();
  v_until := v_at + make_interval(mins => madoguchi.setting_int('reset.minutes', v_at));
  if v_member is null or v_contact.channel not in ('STORE', 'MACHINE')
     or not madoguchi.identity_proof_holds(p_contact_no, p_check_id, v_member, p_staff_no, v_contact.place_no::text, v_at) then
    raise exception 'a reset is started only in person or by video, in an open contact, on a valid identity check' using errcode = 'MD003';
  end if;
  if madoguchi.message_withheld_by(v_member, v_at) is not null
     or not exists (select from madoguchi.reset_deliveries(v_member, v_at) d where d.delivery = p_delivery) then
    raise exception 'nothing that is registered long enough may take the link' using errcode = 'MD003';
  end if;
  v_second := exists (
    select from madoguchi.web_id w where w.member_no::text = v_member and w.end_reason = 'REISSUED'
      and w.ended_at > v_at - make_interval(hours => madoguchi.setting_int('web_id.reset_hours', v_at)));
  if (v_second or p_approval_ref is not null)
     and not coalesce(madoguchi.approval_is_for(p_approval_ref, p_contact_no, 'RESET_SECRET')
                      or madoguchi.approval_is_for(p_approval_ref, p_contact_no, 'CLEAR_LOCK'), false) then
    raise exception 'a second person has to agree to this reset' using errcode = 'MD003';
  end if;
  insert into madoguchi.credential_reset (ref, member_no, contact_no, check_id, secret, requested_at, requested_by, reason, delivery, approval_ref,
                                          token_digest, expires_at)
  values (gen_random_uuid(), v_member, p_contact_no, p_check_id, p_secret, v_at, p_staff_no, p_reason, p_delivery, p_approval_ref,
          sha256(convert_to(v_code, 'UTF8')), v_until);
  insert into madoguchi.outbox (ref, member_no, kind, channel, email_id, payload, created_at, due_at)
  values (gen_random_uuid(), v_member, 'CREDENTIAL_RESET_LINK', p_delivery,
          case p_delivery when 'MAIL' then
            (select e.id from madoguchi.member_email e where e.member_no::text = v_member and e.valid_to is null) end,
          jsonb_build_object('requested_at', v_at, 'expires_at', v_until, 'code', v_code)::text, v_at, v_at);
  -- The other address hears of it, in case the first is no longer the member's.
  if (case p_delivery
       when 'MAIL' then exists (
         select from madoguchi.member_phone p where p.member_no::text = v_member and p.kind = 'MOBILE' and p.valid_to is null)
       else exists (select from madoguchi.member_email e where e.member_no::text = v_member and e.valid_to is null) end) then
    insert into madoguchi.outbox (ref, member_no, kind, channel, payload, created_at, due_at)
    values (gen_random_uuid(), v_member, 'CREDENTIAL_RESET', case p_delivery when 'MAIL' then 'SMS' else 'MAIL' end,
            jsonb_build_object('requested_at', v_at)::text, v_at, v_at);
  end if;
  return query select v_at, v_until;
end $$;
comment on function madoguchi.start_reset_in_contact(text, bigint, text, text, text, text, uuid) is
  'Starts a reset of PASSWORD or PIN, refused without its proof (MD003). The code is not in the answer: it goes into the message alone.';

-- The contract ---------------------------------------------------------------------------------------------------------------
create function madoguchi.redeem_reset(p_token text, p_at timestamptz)
returns table (outcome text, member_no text, secret text)
language plpgsql security definer set search_path = pg_catalog, madoguchi as $$
#variable_conflict use_column
declare
  v_reset   madoguchi.credential_reset;
  v_outcome text;
begin
  select r.* into v_reset from madoguchi.credential_reset r
  where r.token_digest = sha256(convert_to(p_token, 'UTF8')) for no key update;
  v_outcome := case
    when v_reset.id is null then 'UNKNOWN'
    when v_reset.used_at is not null then 'USED'
    when p_at > v_reset.expires_at then 'EXPIRED'
    when exists (select from madoguchi.credential_reset r
                 where r.member_no = v_reset.member_no and r.secret = v_reset.secret and r.id > v_reset.id) then 'EXPIRED'
    when exists (select from madoguchi.member_email e
                 where e.member_no = v_reset.member_no and (e.valid_from > v_reset.requested_at or e.valid_to > v_reset.requested_at)) then 'EXPIRED'
    when exists (select from madoguchi.member_phone p
                 where p.member_no = v_reset.member_no and (p.valid_from > v_reset.requested_at or p.valid_to > v_reset.requested_at)) then 'EXPIRED'
    else 'REDEEMED'
  end;
  if v_outcome = 'UNKNOWN' then
    return query select v_outcome, null::text, null::text;
    return;
  end if;
  insert into madoguchi.audit_entry (application, action, outcome, member_no, reason, details)
  values ('MEMBER_SITE', 'RESET_REDEEMED', case v_outcome when 'REDEEMED' then 'DONE' else 'REFUSED' end, v_reset.member_no,
          case v_outcome when 'REDEEMED' then v_reset.secret else v_outcome end,
          jsonb_build_object('secret', v_reset.secret, 'requested_at', v_reset.requested_at)::text);
  if v_outcome <> 'REDEEMED' then
    return query select v_outcome, null::text, null::text;
    return;
  end if;
  update madoguchi.credential_reset r set used_at = p_at where r.id = v_reset.id;
  return query select v_outcome, v_reset.member_no::text, v_reset.secret;
end $$;
comment on function madoguchi.redeem_reset(text, timestamptz) is
  'Uses a reset link once. A later link for the same secret, or a change of e-mail or phone since, ends it. The owner''s alone; the contract calls it with the clock of the database.';

create function member_site.redeem_reset(p_token text)
returns table (outcome text, member_no text, secret text)
language sql security definer set search_path = pg_catalog, madoguchi as $$
  select * from madoguchi.redeem_reset(p_token, clock_timestamp())
$$;
comment on function member_site.redeem_reset(text) is
  'Call when the member sends the form behind a reset link, not when the link is fetched: REDEEMED, once, with whose and which secret; else UNKNOWN, EXPIRED or USED.';
