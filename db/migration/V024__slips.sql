-- One ledger of slips: each carries a Web-ID or the code of a reset, never both (DOMAIN, decisions).

alter table madoguchi.web_id_slip rename to slip;
alter sequence madoguchi.web_id_slip_number rename to slip_number;
alter index madoguchi.web_id_slip_pkey rename to slip_pkey;
alter index madoguchi.web_id_slip_web_id_id_copy_no_key rename to slip_web_id_id_copy_no_key;
alter index madoguchi.web_id_slip_one_valid rename to slip_one_valid_for_web_id;
alter index madoguchi.web_id_slip_by_member rename to slip_by_member;
alter index madoguchi.web_id_slip_by_contact rename to slip_by_contact;
alter index madoguchi.web_id_slip_by_place rename to slip_by_place;
alter index madoguchi.web_id_slip_by_open rename to slip_by_open;
alter index madoguchi.web_id_slip_by_maker rename to slip_by_maker;
alter index madoguchi.web_id_slip_by_voider rename to slip_by_voider;
update madoguchi.setting set key = 'slip.copies' where key = 'web_id.slip_copies';

alter table madoguchi.slip
  drop constraint web_id_slip_slip_no_check,
  alter column slip_no set default 'S' || lpad(nextval('madoguchi.slip_number')::text, 8, '0'),
  alter column web_id_id drop not null,
  add column reset_id    bigint references madoguchi.credential_reset,
  add column code_digest bytea unique check (length(code_digest) = 32),
  add column expires_at  timestamptz check (expires_at > printed_at),
  add constraint slip_no_has_its_form check (slip_no ~ '^[SW][0-9]{8}$'),
  add constraint slip_carries_one_thing check (num_nonnulls(web_id_id, reset_id) = 1),
  add constraint slip_code_is_made_in_printing check (
    case when reset_id is null then num_nonnulls(code_digest, expires_at) = 0
         else num_nulls(printed_at, code_digest, expires_at) in (0, 3) end),
  add unique (reset_id, copy_no);
create unique index slip_one_valid_for_reset on madoguchi.slip (reset_id) where voided_at is null;
comment on table madoguchi.slip is 'Slips (交付票) on which a new Web-ID or the code of a reset is handed to a member at a store; each is counted and ends handed over or voided.';
comment on sequence madoguchi.slip_number is 'Running number of slips.';
comment on column madoguchi.slip.slip_no is 'Number printed on the slip; S, or W for one from before slips carried codes.';
comment on column madoguchi.slip.web_id_id is 'The Web-ID on it; null where it carries a code.';
comment on column madoguchi.slip.copy_no is 'Which copy of what it carries, from 1; at most slip.copies.';
comment on column madoguchi.slip.reset_id is 'The reset whose code is on it; null where it carries a Web-ID.';
comment on column madoguchi.slip.code_digest is 'SHA-256 of the code, which is made while the sheet is given out and stands on the sheet alone.';
comment on column madoguchi.slip.expires_at is 'Until when the code works: reset.minutes from printing; null where there is none (yet).';

-- A reset by slip has no link: its code comes into being with the sheet.
alter table madoguchi.credential_reset
  drop constraint credential_reset_delivery_check,
  drop constraint credential_reset_link_whole,
  drop constraint credential_reset_used_in_time,
  add constraint credential_reset_delivery_check check (delivery in ('MAIL', 'SMS', 'SLIP')),
  add constraint credential_reset_link_whole check (
    case when delivery = 'SLIP' then reason is not null and approval_ref is not null and num_nonnulls(token_digest, expires_at) = 0
         else num_nulls(reason, delivery, token_digest, expires_at) in (0, 4) end),
  add constraint credential_reset_used_in_time check (
    used_at is null or used_at >= requested_at and (delivery = 'SLIP' or expires_at is not null and used_at <= expires_at));
comment on column madoguchi.credential_reset.delivery is 'To the registered e-mail or mobile number; where neither may take it, on a slip.';
comment on column madoguchi.credential_reset.token_digest is 'SHA-256 of the code in the link; the code itself is in the message alone. Null for a slip.';
comment on column madoguchi.credential_reset.expires_at is 'Until when the link works (setting reset.minutes). Null for a slip.';

create function madoguchi.guard_slip() returns trigger
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
       select from madoguchi.contact c
       where c.contact_no = new.contact_no and c.channel = 'STORE'
         and madoguchi.identity_proof_holds(new.contact_no, madoguchi.valid_identity_check(new.contact_no, new.made_at), new.member_no::text,
                                            new.made_by::text, new.place_no::text, new.made_at))
     or not exists (
       select from madoguchi.web_id w
       where w.id = new.web_id_id and w.ended_at is null and w.delivery = 'SLIP' and w.member_no = new.member_no
       union all
       select from madoguchi.credential_reset r
       where r.id = new.reset_id and r.used_at is null and r.delivery = 'SLIP' and r.member_no = new.member_no
         and r.contact_no = new.contact_no) then
    raise exception 'a slip is made only at a counter, for the Web-ID in force or a reset of this contact, on a valid identity check'
      using errcode = 'MD003';
  end if;
  return new;
end $$;
comment on function madoguchi.guard_slip() is
  'A slip is made at a counter on a valid identity check (MD003), printed once, and ends once: handed over or void (MD002).';
drop trigger guard_web_id_slip on madoguchi.slip;
create trigger guard_slip before insert or update on madoguchi.slip for each row execute function madoguchi.guard_slip();
drop function madoguchi.guard_web_id_slip();
alter trigger web_id_slip_is_kept on madoguchi.slip rename to slip_is_kept;

create function madoguchi.new_slip_code() returns text
language sql volatile set search_path = pg_catalog as $$
  select string_agg(substr('ABCDEFGHJKLMNPQRSTUVWXYZ23456789', get_byte(r.bytes, i) % 32 + 1, 1), '' order by i)
  from (select sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())) as bytes) r, generate_series(0, 27) i
$$;
comment on function madoguchi.new_slip_code() is
  'Twenty-eight capitals and digits without I, O, 0, 1, to be typed from paper: 140 bits from the strong randomness of the server. The owner''s alone.';

create function madoguchi.print_slip(p_slip_no text, p_contact_no text, p_staff_no text)
returns table (carried text, expires_at timestamptz)
language plpgsql security definer set search_path = pg_catalog, madoguchi as $$
#variable_conflict use_column
declare
  v_slip  madoguchi.slip;
  v_at    timestamptz;
  v_code  text;
  v_until timestamptz;
begin
  select s.* into v_slip from madoguchi.slip s
  where s.slip_no = p_slip_no and s.contact_no::text = p_contact_no
    and s.printed_at is null and s.handed_over_at is null and s.voided_at is null
  for no key update;
  if not found then
    return;
  end if;
  v_at := clock_timestamp();
  if not madoguchi.identity_proof_holds(p_contact_no, madoguchi.valid_identity_check(p_contact_no, v_at), v_slip.member_no::text, p_staff_no,
                                        v_slip.place_no::text, v_at) then
    raise exception 'a slip is printed only in its contact, on a valid identity check' using errcode = 'MD003';
  end if;
  if v_slip.reset_id is not null then
    v_code := madoguchi.new_slip_code();
    v_until := v_at + make_interval(mins => madoguchi.setting_int('reset.minutes', v_at));
  end if;
  update madoguchi.slip s set printed_at = v_at, code_digest = sha256(convert_to(v_code, 'UTF8')), expires_at = v_until
  where s.slip_no = p_slip_no;
  return query
    select coalesce(v_code, (select w.web_id from madoguchi.web_id w where w.id = v_slip.web_id_id and w.ended_at is null)), v_until;
end $$;
comment on function madoguchi.print_slip(text, text, text) is
  'Answers once what a slip carries: the Web-ID in force, or the code of the reset, which it makes and keeps as SHA-256 only. Answers no row where the slip was printed or ended; refused outside its contact or without its proof (MD003).';

create or replace function madoguchi.reissue_web_id_in_contact(
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
    insert into madoguchi.slip as s (web_id_id, member_no, copy_no, contact_no, place_no, made_by, made_at)
    values (v_given.id, v_contact.member_no, 1, v_contact.contact_no, v_contact.place_no, p_staff_no, v_at)
    returning s.slip_no into v_slip;
  end if;
  return query select v_given.id, v_given.issued_at, v_slip;
end $$;

drop function madoguchi.start_reset_in_contact(text, bigint, text, text, text, text, uuid);
create function madoguchi.start_reset_in_contact(
  p_contact_no text, p_check_id bigint, p_staff_no text, p_secret text, p_delivery text, p_reason text, p_approval_ref uuid)
returns table (requested_at timestamptz, expires_at timestamptz, slip_no text)
language plpgsql security definer set search_path = pg_catalog, madoguchi as $$
#variable_conflict use_column
declare
  v_contact madoguchi.contact;
  v_member  text;
  v_at      timestamptz;
  v_until   timestamptz;
  v_code    text;
  v_second  boolean;
  v_reset   bigint;
  v_slip    text;
begin
  select c.* into v_contact from madoguchi.contact c where c.contact_no::text = p_contact_no;
  v_member := v_contact.member_no;
  perform 1 from madoguchi.member m where m.member_no::text = v_member for no key update;
  v_at := clock_timestamp();
  if v_member is null or v_contact.channel not in ('STORE', 'MACHINE')
     or not madoguchi.identity_proof_holds(p_contact_no, p_check_id, v_member, p_staff_no, v_contact.place_no::text, v_at) then
    raise exception 'a reset is started only in person or by video, in an open contact, on a valid identity check' using errcode = 'MD003';
  end if;
  if madoguchi.message_withheld_by(v_member, v_at) is not null then
    raise exception 'the member may not be written to' using errcode = 'MD003';
  end if;
  if p_delivery = 'SLIP' then
    if v_contact.channel <> 'STORE' or exists (select from madoguchi.reset_deliveries(v_member, v_at)) then
      raise exception 'a code goes onto a slip only at a store, and only where no link can be sent' using errcode = 'MD003';
    end if;
  elsif not exists (select from madoguchi.reset_deliveries(v_member, v_at) d where d.delivery = p_delivery) then
    raise exception 'nothing that is registered long enough may take the link' using errcode = 'MD003';
  end if;
  v_second := p_delivery = 'SLIP' or exists (
    select from madoguchi.web_id w where w.member_no::text = v_member and w.end_reason = 'REISSUED'
      and w.ended_at > v_at - make_interval(hours => madoguchi.setting_int('web_id.reset_hours', v_at)));
  if (v_second or p_approval_ref is not null)
     and not coalesce(madoguchi.approval_is_for(p_approval_ref, p_contact_no, 'RESET_SECRET')
                      or p_delivery <> 'SLIP' and madoguchi.approval_is_for(p_approval_ref, p_contact_no, 'CLEAR_LOCK'), false) then
    raise exception 'a second person has to agree to this reset' using errcode = 'MD003';
  end if;
  if p_delivery <> 'SLIP' then
    v_code := madoguchi.new_reset_code();
    v_until := v_at + make_interval(mins => madoguchi.setting_int('reset.minutes', v_at));
  end if;
  insert into madoguchi.credential_reset as r (ref, member_no, contact_no, check_id, secret, requested_at, requested_by, reason, delivery, approval_ref,
                                               token_digest, expires_at)
  values (gen_random_uuid(), v_member, p_contact_no, p_check_id, p_secret, v_at, p_staff_no, p_reason, p_delivery, p_approval_ref,
          sha256(convert_to(v_code, 'UTF8')), v_until)
  returning r.id into v_reset;
  if p_delivery = 'SLIP' then
    insert into madoguchi.slip as s (reset_id, member_no, copy_no, contact_no, place_no, made_by, made_at)
    values (v_reset, v_member, 1, v_contact.contact_no, v_contact.place_no, p_staff_no, v_at)
    returning s.slip_no into v_slip;
  else
    insert into madoguchi.outbox (ref, member_no, kind, channel, email_id, payload, created_at, due_at)
    values (gen_random_uuid(), v_member, 'CREDENTIAL_RESET_LINK', p_delivery,
            case p_delivery when 'MAIL' then
              (select e.id from madoguchi.member_email e where e.member_no::text = v_member and e.valid_to is null) end,
            jsonb_build_object('requested_at', v_at, 'expires_at', v_until, 'code', v_code)::text, v_at, v_at);
  end if;
  -- Every other address hears of it, in case the one that was used, or the person at the counter, is not the member.
  insert into madoguchi.outbox (ref, member_no, kind, channel, payload, created_at, due_at)
  select gen_random_uuid(), v_member, 'CREDENTIAL_RESET', other.channel, jsonb_build_object('requested_at', v_at)::text, v_at, v_at
  from (select 'MAIL' where exists (select from madoguchi.member_email e where e.member_no::text = v_member and e.valid_to is null)
        union all
        select 'SMS' where exists (
          select from madoguchi.member_phone p where p.member_no::text = v_member and p.kind = 'MOBILE' and p.valid_to is null)) other (channel)
  where other.channel <> p_delivery;
  return query select v_at, v_until, v_slip;
end $$;
comment on function madoguchi.start_reset_in_contact(text, bigint, text, text, text, text, uuid) is
  'Starts a reset of PASSWORD or PIN, refused without its proof (MD003). The code is not in the answer: it goes into the message alone, or onto a slip, which wants a second person always.';

create or replace function madoguchi.redeem_reset(p_token text, p_at timestamptz)
returns table (outcome text, member_no text, secret text)
language plpgsql security definer set search_path = pg_catalog, madoguchi as $$
#variable_conflict use_column
declare
  v_reset   madoguchi.credential_reset;
  v_slip    madoguchi.slip;
  v_outcome text;
begin
  select s.* into v_slip from madoguchi.slip s
  where s.code_digest = sha256(convert_to(upper(translate(p_token, ' -', '')), 'UTF8')) for no key update;
  select r.* into v_reset from madoguchi.credential_reset r
  where r.id = v_slip.reset_id or r.token_digest = sha256(convert_to(p_token, 'UTF8')) for no key update;
  v_outcome := case
    when v_reset.id is null then 'UNKNOWN'
    when v_reset.used_at is not null then 'USED'
    when v_slip.voided_at is not null or p_at > coalesce(v_slip.expires_at, v_reset.expires_at) then 'EXPIRED'
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
  'Uses the code of a link or a slip once. A later reset of the same secret, a change of e-mail or phone since, or voiding the slip ends it. The owner''s alone; the contract calls it with the clock of the database.';
comment on function member_site.redeem_reset(text) is
  'Call when the member sends the form behind a reset link or with a code from a slip, not when the link is fetched: REDEEMED, once, with whose and which secret; else UNKNOWN, EXPIRED or USED. A code from a slip may have blanks, hyphens and small letters.';
