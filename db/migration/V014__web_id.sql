-- The ledger of Web-IDs: who got which when, on which channel and check, how it was handed over; slips; changes of secrets.

insert into madoguchi.setting (key, effective_from, value, made_by)
select key, timestamptz '2000-01-01 00:00:00+09', value::jsonb, 'migration' from (values
  ('web_id.second_within_days', '30'),
  ('web_id.contact_data_hours', '72'),
  ('web_id.reset_hours', '72'),
  ('web_id.session_minutes', '30'),
  ('web_id.slip_copies', '3'),
  ('web_id.change_advised_days', '365')) s(key, value);

-- The ledger ----------------------------------------------------------------------------------------------------------
alter table madoguchi.web_id
  add column channel      text not null default 'MEMBER_PAGE' check (channel in ('MEMBER_PAGE', 'APP', 'STORE', 'MACHINE', 'PHONE_IN', 'PHONE_OUT')),
  add column delivery     text not null default 'SCREEN' check (delivery in ('SCREEN', 'SLIP', 'MAIL')),
  add column reason       text check (reason in ('FORGOTTEN', 'KNOWN_TO_OTHERS', 'REGULAR_CHANGE', 'OTHER')),
  add column contact_no   madoguchi.contact_no references madoguchi.contact,
  add column check_id     bigint references madoguchi.identity_check,
  add column staff_no     madoguchi.staff_no references madoguchi.staff,
  add column place_no     madoguchi.place_no references madoguchi.place,
  add column approval_ref uuid references madoguchi.approval,
  add constraint web_id_by_member_or_staff check (
    num_nonnulls(reason, contact_no, check_id, staff_no, place_no) = case when channel in ('MEMBER_PAGE', 'APP') then 0 else 5 end),
  add constraint web_id_delivery_fits_channel check (
    case channel when 'MEMBER_PAGE' then delivery = 'SCREEN' when 'APP' then delivery = 'SCREEN'
                 when 'STORE' then delivery in ('SLIP', 'MAIL') else delivery = 'MAIL' end),
  add constraint web_id_approval_within_contact check (approval_ref is null or contact_no is not null);
create index web_id_by_contact on madoguchi.web_id (contact_no) where contact_no is not null;
create index web_id_by_check on madoguchi.web_id (check_id) where check_id is not null;
create index web_id_by_staff on madoguchi.web_id (staff_no, issued_at desc) where staff_no is not null;
create index web_id_by_place on madoguchi.web_id (place_no) where place_no is not null;
create index web_id_by_approval on madoguchi.web_id (approval_ref) where approval_ref is not null;
comment on column madoguchi.web_id.channel is 'Where it was issued: by the member on the member page or app, or by staff in a contact.';
comment on column madoguchi.web_id.delivery is 'How the member got it: on the own screen, on a printed slip (交付票), or to the registered e-mail.';
comment on column madoguchi.web_id.reason is 'Why the member wanted another one; null when the member did it alone.';
comment on column madoguchi.web_id.contact_no is 'During which contact; null when the member did it alone.';
comment on column madoguchi.web_id.check_id is 'On which identity check.';
comment on column madoguchi.web_id.staff_no is 'Who issued it.';
comment on column madoguchi.web_id.place_no is 'At which place.';
comment on column madoguchi.web_id.approval_ref is 'The second person''s decision, where one was needed.';

create function madoguchi.guard_web_id() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  if old.ended_at is not null then
    raise exception 'Web-ID % has ended and stays so', old.id using errcode = 'MD002';
  end if;
  if to_jsonb(new) - 'ended_at' - 'end_reason' <> to_jsonb(old) - 'ended_at' - 'end_reason' then
    raise exception 'Web-ID % can only end', old.id using errcode = 'MD002';
  end if;
  return new;
end $$;
comment on function madoguchi.guard_web_id() is 'A Web-ID ends once and is never changed, given again or taken out of the ledger (DOMAIN R4).';
create trigger guard_web_id before update on madoguchi.web_id for each row execute function madoguchi.guard_web_id();
create trigger web_id_is_kept before delete on madoguchi.web_id for each row execute function madoguchi.refuse_change();

-- Slips ---------------------------------------------------------------------------------------------------------------
create sequence madoguchi.web_id_slip_number as bigint maxvalue 99999999;
comment on sequence madoguchi.web_id_slip_number is 'Running number of slips.';
create table madoguchi.web_id_slip (
  slip_no        text primary key default 'W' || lpad(nextval('madoguchi.web_id_slip_number')::text, 8, '0') check (slip_no ~ '^W[0-9]{8}$'),
  web_id_id      bigint not null references madoguchi.web_id,
  member_no      madoguchi.member_no not null references madoguchi.member,
  copy_no        smallint not null check (copy_no between 1 and 99),
  contact_no     madoguchi.contact_no not null references madoguchi.contact,
  place_no       madoguchi.place_no not null references madoguchi.place,
  made_by        madoguchi.staff_no not null references madoguchi.staff,
  made_at        timestamptz not null,
  printed_at     timestamptz,
  handed_over_at timestamptz,
  voided_at      timestamptz,
  voided_by      madoguchi.staff_no references madoguchi.staff,
  void_reason    text check (void_reason in ('SPOILT', 'NOT_TAKEN', 'LOST')),
  unique (web_id_id, copy_no),
  check (num_nulls(voided_at, voided_by, void_reason) in (0, 3)),
  check (num_nonnulls(handed_over_at, voided_at) <= 1),
  check (handed_over_at is null or handed_over_at >= printed_at and printed_at is not null),
  check (printed_at >= made_at),
  check (voided_at >= made_at)
);
create unique index web_id_slip_one_valid on madoguchi.web_id_slip (web_id_id) where voided_at is null;
create index web_id_slip_by_member on madoguchi.web_id_slip (member_no, made_at desc);
create index web_id_slip_by_contact on madoguchi.web_id_slip (contact_no);
create index web_id_slip_by_place on madoguchi.web_id_slip (place_no);
create index web_id_slip_by_open on madoguchi.web_id_slip (place_no, made_at) where handed_over_at is null and voided_at is null;
create index web_id_slip_by_maker on madoguchi.web_id_slip (made_by);
create index web_id_slip_by_voider on madoguchi.web_id_slip (voided_by) where voided_by is not null;
comment on table madoguchi.web_id_slip is 'Slips (交付票) on which a new Web-ID is handed to a member at a counter; each is counted and ends handed over or voided.';
comment on column madoguchi.web_id_slip.slip_no is 'Number printed on the slip.';
comment on column madoguchi.web_id_slip.web_id_id is 'The Web-ID on it.';
comment on column madoguchi.web_id_slip.member_no is 'Whose.';
comment on column madoguchi.web_id_slip.copy_no is 'Which copy for this Web-ID, from 1; at most web_id.slip_copies.';
comment on column madoguchi.web_id_slip.contact_no is 'During which contact it was made; only in it can it be printed and handed over.';
comment on column madoguchi.web_id_slip.place_no is 'At which place.';
comment on column madoguchi.web_id_slip.made_by is 'Who serves the member.';
comment on column madoguchi.web_id_slip.made_at is 'When its number was taken.';
comment on column madoguchi.web_id_slip.printed_at is 'When its sheet was given out, which happens once; null = not yet.';
comment on column madoguchi.web_id_slip.handed_over_at is 'When the member took it, as the maker confirmed.';
comment on column madoguchi.web_id_slip.voided_at is 'When it was declared void.';
comment on column madoguchi.web_id_slip.voided_by is 'By whom.';
comment on column madoguchi.web_id_slip.void_reason is 'Spoilt in printing, not taken by the member, lost.';

create function madoguchi.identity_proof_holds(p_contact_no text, p_check_id bigint, p_member_no text, p_staff_no text, p_place_no text, p_at timestamptz)
returns boolean
language sql stable set search_path = pg_catalog, madoguchi as $$
  select exists (
    select from madoguchi.contact c
    where c.contact_no = p_contact_no and c.member_no = p_member_no and c.staff_no = p_staff_no and c.place_no = p_place_no
      and c.closed_at is null and p_check_id = madoguchi.valid_identity_check(p_contact_no, p_at))
$$;
comment on function madoguchi.identity_proof_holds(text, bigint, text, text, text, timestamptz) is
  'Whether a contact is open with this member, served by this person at this place, on the identity check that holds in it.';

create function madoguchi.guard_web_id_slip() returns trigger
language plpgsql set search_path = pg_catalog, madoguchi as $$
begin
  if tg_op = 'UPDATE' then
    if num_nonnulls(old.handed_over_at, old.voided_at) > 0 then
      raise exception 'slip % is handed over or void', old.slip_no using errcode = 'MD002';
    end if;
    if old.printed_at is distinct from new.printed_at and old.printed_at is not null then
      raise exception 'slip % was printed', old.slip_no using errcode = 'MD002';
    end if;
    return new;
  end if;
  if not exists (
    select from madoguchi.web_id w join madoguchi.contact c on c.contact_no = new.contact_no
    where w.id = new.web_id_id and w.ended_at is null and w.delivery = 'SLIP' and w.member_no = new.member_no and c.channel = 'STORE'
      and madoguchi.identity_proof_holds(new.contact_no, madoguchi.valid_identity_check(new.contact_no, new.made_at), new.member_no::text,
                                         new.made_by::text, new.place_no::text, new.made_at)) then
    raise exception 'a slip is made only at a counter, for the Web-ID in force, on a valid identity check' using errcode = 'MD003';
  end if;
  return new;
end $$;
comment on function madoguchi.guard_web_id_slip() is
  'A slip is made at a counter on a valid identity check (MD003), printed once, and ends once: handed over or void (MD002).';
create trigger guard_web_id_slip before insert or update on madoguchi.web_id_slip for each row execute function madoguchi.guard_web_id_slip();
create trigger web_id_slip_is_kept before delete on madoguchi.web_id_slip for each row execute function madoguchi.refuse_change();

-- A new Web-ID ----------------------------------------------------------------------------------------------------------
create function madoguchi.new_web_id() returns text
language plpgsql volatile set search_path = pg_catalog as $$
declare
  c_letters constant text := '23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
  v_random  bytea;
  v_byte    integer;
  v_id      text := '';
begin
  loop
    v_random := uuid_send(gen_random_uuid());
    for i in 0..15 loop
      -- Bytes 6 and 8 of a random UUID hold its version and variant; a byte of 228 or more would favour some characters.
      continue when i in (6, 8);
      v_byte := get_byte(v_random, i);
      continue when v_byte >= 228;
      v_id := v_id || substr(c_letters, v_byte % 57 + 1, 1);
      if length(v_id) = 12 then
        if v_id ~ '[0-9]' and v_id ~ '[A-Za-z]' then
          return v_id;
        end if;
        v_id := '';
      end if;
    end loop;
  end loop;
end $$;
comment on function madoguchi.new_web_id() is
  'Twelve random characters without 0, O, 1, l, I, a digit and a letter among them: 69.7 bits, each equally likely, from the strong randomness of the server.';

create function madoguchi.give_web_id(
  p_member_no text, p_channel text, p_delivery text, p_reason text, p_contact_no text, p_check_id bigint, p_staff_no text, p_place_no text,
  p_approval_ref uuid, p_at timestamptz)
returns madoguchi.web_id
language plpgsql set search_path = pg_catalog, madoguchi as $$
declare
  v_given    madoguchi.web_id;
  v_replaced boolean;
begin
  update madoguchi.web_id w set ended_at = p_at, end_reason = 'REISSUED' where w.member_no::text = p_member_no and w.ended_at is null;
  v_replaced := found;
  loop
    insert into madoguchi.web_id (web_id, member_no, issued_at, channel, delivery, reason, contact_no, check_id, staff_no, place_no, approval_ref)
    values (madoguchi.new_web_id(), p_member_no, p_at, p_channel, p_delivery, p_reason, p_contact_no, p_check_id, p_staff_no, p_place_no, p_approval_ref)
    on conflict (web_id) do nothing
    returning * into v_given;
    exit when found;
  end loop;
  if p_delivery = 'MAIL' then
    insert into madoguchi.outbox (ref, member_no, kind, channel, payload, created_at, due_at)
    values (gen_random_uuid(), p_member_no, 'WEB_ID_SENT', 'MAIL',
            jsonb_build_object('reissued_at', p_at, 'web_id', v_given.web_id)::text, p_at, p_at);
  end if;
  -- The e-mail with the new one tells of itself; a mobile number hears of it too, in case the mailbox is no longer the member's.
  if v_replaced and (p_delivery <> 'MAIL' or exists (
       select from madoguchi.member_phone p where p.member_no::text = p_member_no and p.kind = 'MOBILE' and p.valid_to is null)) then
    insert into madoguchi.outbox (ref, member_no, kind, channel, payload, created_at, due_at)
    values (gen_random_uuid(), p_member_no, 'WEB_ID_REISSUED',
            case p_delivery when 'MAIL' then 'SMS' else madoguchi.message_channel(p_member_no) end,
            jsonb_build_object('reissued_at', p_at)::text, p_at, p_at);
  end if;
  return v_given;
end $$;
comment on function madoguchi.give_web_id(text, text, text, text, text, bigint, text, text, uuid, timestamptz) is
  'Ends the Web-ID in force, gives another that nobody ever had, and tells the member. The one place where Web-IDs come from; the caller holds the lock of the member. The owner''s alone.';

create function madoguchi.reissue_web_id_in_contact(
  p_contact_no text, p_check_id bigint, p_staff_no text, p_delivery text, p_reason text, p_approval_ref uuid)
returns table (web_id_id bigint, issued_at timestamptz, slip_no text)
language plpgsql security definer set search_path = pg_catalog, madoguchi as $$
#variable_conflict use_column
declare
  v_contact madoguchi.contact;
  v_at      timestamptz;
  v_given   madoguchi.web_id;
  v_slip    text;
begin
  select c.* into v_contact from madoguchi.contact c where c.contact_no::text = p_contact_no;
  perform 1 from madoguchi.member m where m.member_no = v_contact.member_no for no key update;
  v_at := clock_timestamp();
  if v_contact.member_no is null or v_contact.channel = 'LETTER'
     or not madoguchi.identity_proof_holds(p_contact_no, p_check_id, v_contact.member_no::text, p_staff_no, v_contact.place_no::text, v_at) then
    raise exception 'a Web-ID is re-issued only in an open contact, on a valid identity check' using errcode = 'MD003';
  end if;
  if not exists (select from madoguchi.web_id w where w.member_no = v_contact.member_no and w.ended_at is null) then
    raise exception 'there is no Web-ID to replace' using errcode = 'MD003';
  end if;
  if p_delivery = 'MAIL' and not exists (
       select from madoguchi.member_email e where e.member_no = v_contact.member_no and e.valid_to is null) then
    raise exception 'no e-mail is registered' using errcode = 'MD003';
  end if;
  if p_approval_ref is not null and not exists (
       select from madoguchi.approval a where a.ref = p_approval_ref and a.contact_no = v_contact.contact_no
         and a.operation = 'REISSUE_WEB_ID' and (a.decision is null or a.decision = 'APPROVED')) then
    raise exception 'the approval is for something else' using errcode = 'MD003';
  end if;
  v_given := madoguchi.give_web_id(v_contact.member_no::text, v_contact.channel, p_delivery, p_reason, p_contact_no, p_check_id, p_staff_no,
                                   v_contact.place_no::text, p_approval_ref, v_at);
  if p_delivery = 'SLIP' then
    insert into madoguchi.web_id_slip as s (web_id_id, member_no, copy_no, contact_no, place_no, made_by, made_at)
    values (v_given.id, v_contact.member_no, 1, v_contact.contact_no, v_contact.place_no, p_staff_no, v_at)
    returning s.slip_no into v_slip;
  end if;
  return query select v_given.id, v_given.issued_at, v_slip;
end $$;
comment on function madoguchi.reissue_web_id_in_contact(text, bigint, text, text, text, uuid) is
  'Staff re-issue of a Web-ID, refused without its proof (MD003). The new one is not in the answer: it goes onto the slip or into the e-mail.';

-- The contract ----------------------------------------------------------------------------------------------------------
create function madoguchi.give_own_web_id(p_card_no text, p_channel text, p_replaces boolean, p_at timestamptz)
returns table (outcome text, web_id text, issued_at timestamptz)
language plpgsql security definer set search_path = pg_catalog, madoguchi as $$
#variable_conflict use_column
declare
  v_member  text;
  v_ended   timestamptz;
  v_has     boolean;
  v_given   madoguchi.web_id;
  v_outcome text;
begin
  if p_channel is null or p_channel not in ('MEMBER_PAGE', 'APP') or p_card_no is null then
    return query select 'INVALID'::text, null::text, null::timestamptz;
    return;
  end if;
  select c.member_no into v_member from madoguchi.card c where c.card_no::text = p_card_no;
  if v_member is not null then
    perform 1 from madoguchi.member m where m.member_no::text = v_member for no key update;
    select c.ended_at into v_ended from madoguchi.card c where c.card_no::text = p_card_no;
    v_has := exists (select from madoguchi.web_id w where w.member_no::text = v_member and w.ended_at is null);
  end if;
  v_outcome := case
    when v_member is null then 'UNKNOWN_ID'
    when v_ended is not null then 'RETIRED_ID'
    when (select c.state from madoguchi.contract c where c.member_no::text = v_member order by c.started_on desc, c.id desc limit 1)
         is distinct from 'ACTIVE' then 'CANCELLED'
    when madoguchi.dormant_since(v_member, p_at) is not null then 'DORMANT'
    when exists (select from madoguchi.login_lock k where k.member_no::text = v_member and k.cleared_at is null and k.stops_card_login) then 'LOCKED'
    when not exists (
      select from madoguchi.login_attempt a
      where a.member_no = v_member and a.id_kind = 'CARD' and a.id_digest = sha256(convert_to('CARD:' || p_card_no, 'UTF8'))
        and a.channel = p_channel and a.outcome = 'SUCCESS'
        and a.at > p_at - make_interval(mins => madoguchi.setting_int('web_id.session_minutes', p_at))) then 'NO_CARD_SESSION'
    when not exists (select from madoguchi.member_email e where e.member_no::text = v_member and e.valid_to is null) then 'NO_EMAIL'
    when v_has and not p_replaces then 'ALREADY_ISSUED'
    when not v_has and p_replaces then 'NOT_ISSUED'
    when p_replaces and madoguchi.secret_was_reset(v_member, p_at) then 'COUNTER_NEEDED'
  end;
  if v_outcome is not null then
    return query select v_outcome, null::text, null::timestamptz;
    return;
  end if;
  v_given := madoguchi.give_web_id(v_member, p_channel, 'SCREEN', null, null, null, null, null, null, p_at);
  v_outcome := case when p_replaces then 'REISSUED' else 'ISSUED' end;
  insert into madoguchi.audit_entry (application, action, outcome, member_no, details)
  values ('MEMBER_SITE', case when p_replaces then 'WEB_ID_REISSUED' else 'WEB_ID_ISSUED' end, 'DONE', v_member,
          jsonb_build_object('channel', p_channel, 'delivery', 'SCREEN', 'ledger_row', v_given.id)::text);
  return query select v_outcome, v_given.web_id, v_given.issued_at;
end $$;
comment on function madoguchi.give_own_web_id(text, text, boolean, timestamptz) is
  'The member''s own issue or re-issue, in a session begun with the card number (DOMAIN R4). The owner''s alone; the contract calls it with the clock of the database.';

create function member_site.issue_web_id(p_card_no text, p_channel text)
returns table (outcome text, web_id text, issued_at timestamptz)
language sql security definer set search_path = pg_catalog, madoguchi as $$
  select * from madoguchi.give_own_web_id(p_card_no, p_channel, false, clock_timestamp())
$$;
comment on function member_site.issue_web_id(text, text) is
  'The member''s first Web-ID, in a session begun with this card number. Show it once; obey the outcome: only ISSUED carries one.';

create function member_site.reissue_web_id(p_card_no text, p_channel text)
returns table (outcome text, web_id text, issued_at timestamptz)
language sql security definer set search_path = pg_catalog, madoguchi as $$
  select * from madoguchi.give_own_web_id(p_card_no, p_channel, true, clock_timestamp())
$$;
comment on function member_site.reissue_web_id(text, text) is
  'Another Web-ID in place of the one in force, in a session begun with this card number. The old one stops at once and is never given again.';

-- Changes of secrets ------------------------------------------------------------------------------------------------------
create table madoguchi.secret_change (
  id          bigint generated always as identity primary key,
  member_no   madoguchi.member_no not null references madoguchi.member,
  secret      text not null check (secret in ('PASSWORD', 'PIN')),
  after_reset boolean not null,
  channel     text not null check (channel in ('MEMBER_PAGE', 'APP')),
  at          timestamptz not null
);
create index secret_change_by_member on madoguchi.secret_change (member_no, at desc);
create trigger secret_change_is_final before update or delete on madoguchi.secret_change for each row execute function madoguchi.refuse_change();
comment on table madoguchi.secret_change is 'When members changed password or PIN, as the member site reported it; never the secret.';
comment on column madoguchi.secret_change.id is 'Row id.';
comment on column madoguchi.secret_change.member_no is 'Whose.';
comment on column madoguchi.secret_change.secret is 'Password or PIN.';
comment on column madoguchi.secret_change.after_reset is 'Whether it ended a reset, instead of being typed by somebody who knew the old one.';
comment on column madoguchi.secret_change.channel is 'Member page or app.';
comment on column madoguchi.secret_change.at is 'When.';

create function madoguchi.secret_was_reset(p_member_no text, p_at timestamptz) returns boolean
language sql stable set search_path = pg_catalog, madoguchi as $$
  select exists (select from madoguchi.credential_reset r where r.member_no = p_member_no
                   and r.requested_at > p_at - make_interval(hours => madoguchi.setting_int('web_id.reset_hours', p_at)))
      or exists (select from madoguchi.secret_change s where s.member_no = p_member_no and s.after_reset
                   and s.at > p_at - make_interval(hours => madoguchi.setting_int('web_id.reset_hours', p_at)))
$$;
comment on function madoguchi.secret_was_reset(text, timestamptz) is
  'Whether a password or PIN was reset within the last hours (setting web_id.reset_hours): then a re-issue needs a second person (DOMAIN, decisions).';

create function madoguchi.record_password_changed(p_member_no text, p_secret text, p_after_reset boolean, p_channel text, p_at timestamptz)
returns text
language plpgsql security definer set search_path = pg_catalog, madoguchi as $$
begin
  if p_secret is null or p_secret not in ('PASSWORD', 'PIN') or p_channel is null or p_channel not in ('MEMBER_PAGE', 'APP') or p_after_reset is null then
    return 'INVALID';
  end if;
  if not exists (select from madoguchi.member m where m.member_no::text = p_member_no) then
    return 'UNKNOWN_MEMBER';
  end if;
  insert into madoguchi.secret_change (member_no, secret, after_reset, channel, at) values (p_member_no, p_secret, p_after_reset, p_channel, p_at);
  insert into madoguchi.audit_entry (application, action, outcome, member_no, reason, details)
  values ('MEMBER_SITE', 'SECRET_CHANGED', 'DONE', p_member_no, p_secret,
          jsonb_build_object('after_reset', p_after_reset, 'channel', p_channel)::text);
  return 'RECORDED';
end $$;
comment on function madoguchi.record_password_changed(text, text, boolean, text, timestamptz) is
  'Records that a member changed a secret. The owner''s alone; the contract calls it with the clock of the database.';

create function member_site.record_password_changed(p_member_no text, p_secret text, p_after_reset boolean, p_channel text)
returns text
language sql security definer set search_path = pg_catalog, madoguchi as $$
  select madoguchi.record_password_changed(p_member_no, p_secret, p_after_reset, p_channel, clock_timestamp())
$$;
comment on function member_site.record_password_changed(text, text, boolean, text) is
  'Report that a password or PIN was changed, and whether after a reset; answers RECORDED, UNKNOWN_MEMBER or INVALID.';

-- The old one stops at once ---------------------------------------------------------------------------------------------
create or replace function madoguchi.record_login_attempt(
  p_id_kind text, p_id text, p_secret_matched boolean, p_channel text, p_device text, p_source_address inet, p_at timestamptz)
returns table (outcome text, attempts_left integer, locked_at timestamptz, member_no text, available_again_at timestamptz)
language plpgsql security definer set search_path = pg_catalog, madoguchi as $$
#variable_conflict use_column
declare
  v_digest    bytea := sha256(convert_to(p_id_kind || ':' || p_id, 'UTF8'));
  v_shown     text := case when p_id_kind = 'CARD' then repeat('*', greatest(length(p_id) - 4, 0)) || right(p_id, least(4, length(p_id) / 2))
                           else left(p_id, least(2, length(p_id) / 2)) || repeat('*', greatest(least(length(p_id), 32) - 2, 0)) end;
  v_member    text;
  v_ended     timestamptz;
  v_state     text;
  v_at        timestamptz := p_at;
  v_latest    timestamptz;
  v_threshold integer := madoguchi.setting_int('login_lock.threshold', p_at);
  v_failures  integer;
  v_left      integer;
  v_locked_at timestamptz;
  v_again     timestamptz;
  v_kind      text := case when p_channel = 'ATM' then 'ATM_PIN' else 'LOGIN' end;
  v_outcome   text;
begin
  if p_id_kind not in ('CARD', 'WEB_ID') or p_channel not in ('MEMBER_PAGE', 'APP', 'ATM') or p_id is null or p_secret_matched is null
     or (p_channel = 'ATM' and p_id_kind <> 'CARD') then
    return query select 'INVALID'::text, null::integer, null::timestamptz, null::text, null::timestamptz;
    return;
  end if;
  if p_id_kind = 'CARD' then
    select c.member_no, c.ended_at into v_member, v_ended from madoguchi.card c where c.card_no::text = p_id;
  else
    select w.member_no, w.ended_at into v_member, v_ended from madoguchi.web_id w where w.web_id = p_id;
  end if;

  if v_member is not null then
    perform 1 from madoguchi.member m where m.member_no::text = v_member for no key update;
    -- While it queued, the ID may have been replaced: an old Web-ID never lets in once the new one exists.
    if p_id_kind = 'CARD' then
      select c.ended_at into v_ended from madoguchi.card c where c.card_no::text = p_id;
    else
      select w.ended_at into v_ended from madoguchi.web_id w where w.web_id = p_id;
    end if;
    -- An attempt takes its time before it queues for the member, behind other attempts or a clearing: keep the order in
    -- which they take effect.
    select greatest(
      (select max(a.at) from madoguchi.login_attempt a
        where a.member_no = v_member and a.at >= v_at and a.at < v_at + interval '1 minute'),
      (select max(k.cleared_at) from madoguchi.login_lock k
        where k.member_no::text = v_member and k.cleared_at >= v_at and k.cleared_at < v_at + interval '1 minute'))
    into v_latest;
    if v_latest is not null then
      v_at := v_latest + interval '1 microsecond';
    end if;
    select c.state into v_state from madoguchi.contract c
     where c.member_no::text = v_member order by c.started_on desc, c.id desc limit 1;
    select k.locked_at into v_locked_at from madoguchi.login_lock k
     where k.member_no::text = v_member and k.cleared_at is null
       and case p_channel when 'MEMBER_PAGE' then k.stops_member_page when 'APP' then k.stops_app else k.stops_atm end
       and (p_channel = 'ATM' or case p_id_kind when 'CARD' then k.stops_card_login else k.stops_web_id_login end)
     order by k.locked_at limit 1;
  end if;

  if v_member is null then
    v_outcome := 'UNKNOWN_ID';
  elsif v_ended is not null then
    v_outcome := 'RETIRED_ID';
    v_locked_at := null;
  elsif v_state is distinct from 'ACTIVE' then
    v_outcome := 'CANCELLED';
    v_locked_at := null;
  elsif madoguchi.dormant_since(v_member, v_at) is not null then
    v_outcome := 'DORMANT';
    v_locked_at := null;
  elsif v_locked_at is not null then
    v_outcome := 'LOCKED';
  else
    select o.until into v_again from madoguchi.outage_at(p_channel, v_at) o;
    if found then
      v_outcome := 'OUTAGE';
    elsif p_channel <> 'ATM' then
      select m.ends_at into v_again from madoguchi.maintenance_at(v_at) m;
      if found then
        v_outcome := 'MAINTENANCE';
      end if;
    end if;
  end if;

  if v_outcome is null and p_secret_matched then
    v_outcome := 'SUCCESS';
    insert into madoguchi.last_login as l (member_no, at) values (v_member, v_at)
    on conflict (member_no) do update set at = greatest(l.at, excluded.at);
  elsif v_outcome is null then
    v_outcome := 'WRONG_SECRET';
    v_failures := madoguchi.consecutive_failures(v_member, p_channel, v_at) + 1;
    v_left := greatest(v_threshold - v_failures, 0);
    if v_failures >= v_threshold then
      v_locked_at := v_at;
      insert into madoguchi.login_lock (member_no, kind, cause, failures, stops_member_page, stops_app, stops_atm, stops_card_login, stops_web_id_login, locked_at)
      values (v_member, v_kind, 'REPEATED_FAILURES', v_failures, true, true, true, true, true, v_at);
      insert into madoguchi.outbox (ref, member_no, kind, payload, created_at, due_at)
      values (gen_random_uuid(), v_member, 'LOGIN_LOCKED', jsonb_build_object('locked_at', v_at)::text, v_at, v_at);
    end if;
  end if;

  insert into madoguchi.login_attempt (at, member_no, id_kind, id_digest, id_shown, channel, outcome, counted, attempts_left, device, source_address)
  values (v_at, v_member, p_id_kind, v_digest, v_shown, p_channel, v_outcome, v_outcome = 'WRONG_SECRET', v_left, left(p_device, 200), p_source_address);
  if v_outcome = 'WRONG_SECRET' and v_left = 0 then
    insert into madoguchi.audit_entry (application, action, outcome, member_no, reason, details)
    values ('MEMBER_SITE', 'LOGIN_LOCKED', 'DONE', v_member, 'REPEATED_FAILURES',
            jsonb_build_object('locked_at', v_at, 'failures', v_failures, 'kind', v_kind, 'channel', p_channel)::text);
  end if;
  return query select v_outcome, v_left, v_locked_at, v_member, v_again;
end $$;
