-- Income certificates: taken in sealed, masked, and unreadable for ever once their key is destroyed (docs/adr, sealing).
insert into madoguchi.setting (key, effective_from, value, made_by)
select key, timestamptz '2000-01-01 00:00:00+09', value::jsonb, 'migration' from (values
  ('income.quarantine_days', '14'),
  ('income.offer_minutes', '60'),
  ('income.offers_a_day', '40'),
  ('income.key_pool', '12'),
  ('income.lease_seconds', '240'),
  ('income.tries', '3')) s(key, value);

-- Keys: the public halves; the private ones never enter the database. -----------------------------------------------------
create table madoguchi.sealing_key (
  id             uuid primary key,
  public_key     bytea not null check (length(public_key) between 300 and 1000),
  made_at        timestamptz not null,
  offered_to     madoguchi.member_no references madoguchi.member,
  offered_at     timestamptz,
  expires_at     timestamptz check (expires_at > offered_at),
  used_at        timestamptz check (used_at >= made_at),
  doomed_at      timestamptz check (doomed_at >= made_at),
  doomed_because text check (doomed_because in ('MASKED', 'UNREAD', 'WITHDRAWN', 'EXPIRED', 'RETENTION', 'NEVER_USED')),
  destroyed_at   timestamptz check (destroyed_at >= doomed_at),
  check (num_nulls(offered_to, offered_at, expires_at) in (0, 3)),
  check ((doomed_at is null) = (doomed_because is null)),
  check (destroyed_at is null or doomed_at is not null)
);
create index sealing_key_unused on madoguchi.sealing_key (made_at, id) where offered_at is null and used_at is null and doomed_at is null;
create index sealing_key_offered on madoguchi.sealing_key (expires_at) where offered_at is not null and used_at is null and doomed_at is null;
create index sealing_key_doomed on madoguchi.sealing_key (doomed_at) where doomed_at is not null and destroyed_at is null;
create index sealing_key_by_member on madoguchi.sealing_key (offered_to, offered_at) where offered_to is not null;
comment on table madoguchi.sealing_key is 'Keys that are used for one thing and then destroyed: RSA-3072, the public half here, the private half in the key store alone.';
comment on column madoguchi.sealing_key.id is 'Name of the key in the key store.';
comment on column madoguchi.sealing_key.public_key is 'Public half, X.509 SubjectPublicKeyInfo in DER.';
comment on column madoguchi.sealing_key.made_at is 'Made, after its private half was safe in the key store.';
comment on column madoguchi.sealing_key.offered_to is 'Member for whose upload the member site got it; null = not for the site.';
comment on column madoguchi.sealing_key.offered_at is 'When the site got it.';
comment on column madoguchi.sealing_key.expires_at is 'Until when something sealed with it is taken in (setting income.offer_minutes).';
comment on column madoguchi.sealing_key.used_at is 'When a paper was taken in under it; null = not yet. Never for a second certificate.';
comment on column madoguchi.sealing_key.doomed_at is 'Since when its private half has to be destroyed; decided in the transaction of the reason.';
comment on column madoguchi.sealing_key.doomed_because is 'Why: masked, unreadable, withdrawn, 14 days over, end of retention, never used.';
comment on column madoguchi.sealing_key.destroyed_at is 'When its private half was gone from the key store.';

create function madoguchi.guard_sealing_key() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  if new.id <> old.id or new.public_key <> old.public_key or new.made_at <> old.made_at
     or old.offered_at is not null and (new.offered_to, new.offered_at, new.expires_at) is distinct from (old.offered_to, old.offered_at, old.expires_at)
     or old.used_at is not null and new.used_at is distinct from old.used_at
     or old.doomed_at is not null and (new.doomed_at, new.doomed_because) is distinct from (old.doomed_at, old.doomed_because)
     or old.destroyed_at is not null then
    raise exception 'key % only goes forward: made, offered, used, doomed, destroyed', old.id using errcode = 'MD002';
  end if;
  return new;
end $$;
comment on function madoguchi.guard_sealing_key() is 'A key is never given twice and what is doomed stays doomed (MD002).';
create trigger guard_sealing_key before update on madoguchi.sealing_key for each row execute function madoguchi.guard_sealing_key();
create trigger sealing_key_is_kept before delete on madoguchi.sealing_key for each row execute function madoguchi.refuse_change();

-- Certificates -------------------------------------------------------------------------------------------------------------
create table madoguchi.income_certificate (
  ref           uuid primary key,
  member_no     madoguchi.member_no not null references madoguchi.member,
  sending_ref   uuid not null,
  channel       text not null check (channel in ('SITE', 'STORE', 'MACHINE', 'POST')),
  contact_no    madoguchi.contact_no references madoguchi.contact,
  received_at   timestamptz not null,
  received_by   madoguchi.staff_no references madoguchi.staff,
  kind          text check (kind in ('WITHHOLDING_SLIP', 'PAY_SLIP', 'BONUS_SLIP', 'TAX_RETURN', 'TAX_NOTICE', 'INCOME_PROOF',
                                     'PAYMENT_REPORT', 'PENSION_NOTICE', 'BUSINESS_STATEMENT')),
  priority      smallint not null default 2 check (priority between 1 and 3),
  state         text not null check (state in ('WAITING', 'QUARANTINED', 'READY', 'DECIDED', 'REFUSED_UNREAD', 'WITHDRAWN', 'EXPIRED')),
  extension     text check (extension ~ '^[a-z0-9]{1,10}$'),
  source_key    uuid unique references madoguchi.sealing_key,
  pages_key     uuid unique references madoguchi.sealing_key,
  page_count    smallint check (page_count between 1 and 20),
  fence         integer not null default 0 check (fence >= 0),
  tries         smallint not null default 0 check (tries between 0 and 100),
  claimed_until timestamptz,
  unread_code   text check (unread_code ~ '^[A-Z]+-[0-9]{3}$'),
  rendered_at   timestamptz check (rendered_at >= received_at),
  masked_at     timestamptz check (masked_at >= received_at),
  keep_until    timestamptz,
  check ((channel = 'SITE') = (contact_no is null) and (channel = 'SITE') = (received_by is null)),
  check ((channel = 'SITE') = (source_key is not null) and (channel = 'SITE') = (extension is not null)),
  check ((state = 'REFUSED_UNREAD') = (unread_code is not null)),
  check (state <> 'WAITING' or page_count is null and rendered_at is null),
  check (state <> 'QUARANTINED' or page_count is not null and rendered_at is not null and source_key is not null),
  check ((masked_at is null) = (pages_key is null)),
  check (state not in ('READY', 'DECIDED') or masked_at is not null and page_count is not null)
);
create index income_certificate_by_member on madoguchi.income_certificate (member_no, received_at desc);
create index income_certificate_by_state on madoguchi.income_certificate (state, priority, received_at) where state in ('WAITING', 'QUARANTINED', 'READY');
create index income_certificate_by_sending on madoguchi.income_certificate (sending_ref);
create index income_certificate_by_contact on madoguchi.income_certificate (contact_no) where contact_no is not null;
create index income_certificate_by_receiver on madoguchi.income_certificate (received_by) where received_by is not null;
create index income_certificate_by_end on madoguchi.income_certificate (keep_until) where keep_until is not null;
comment on table madoguchi.income_certificate is 'Income certificates (収入証明書) of members, from the site or taken in by staff.';
comment on column madoguchi.income_certificate.ref is 'Stable name; chosen by the site for what it sends.';
comment on column madoguchi.income_certificate.member_no is 'Whose.';
comment on column madoguchi.income_certificate.sending_ref is 'Papers of one sending share it.';
comment on column madoguchi.income_certificate.channel is 'Member site, store, contract machine, post.';
comment on column madoguchi.income_certificate.contact_no is 'Contact in which staff took it in.';
comment on column madoguchi.income_certificate.received_at is 'Received.';
comment on column madoguchi.income_certificate.received_by is 'Who took it in; null = the site.';
comment on column madoguchi.income_certificate.kind is 'What it is; null until somebody has said so.';
comment on column madoguchi.income_certificate.priority is '1 = the member waits for it, 2 = ordinary, 3 = no hurry.';
comment on column madoguchi.income_certificate.state is 'Waiting to be rendered, quarantined until masked, ready for review, decided; or unreadable, withdrawn, not masked in time.';
comment on column madoguchi.income_certificate.extension is 'Ending of the file name as the member sent it; the name itself is not kept.';
comment on column madoguchi.income_certificate.source_key is 'Key of the original and of the unmasked pages; null where they were never stored.';
comment on column madoguchi.income_certificate.pages_key is 'Key of the masked pages.';
comment on column madoguchi.income_certificate.page_count is 'How many pages it was rendered to.';
comment on column madoguchi.income_certificate.fence is 'How often rendering was begun; whoever was overtaken writes nothing.';
comment on column madoguchi.income_certificate.tries is 'How often rendering was begun and neither ended nor put off.';
comment on column madoguchi.income_certificate.claimed_until is 'Being rendered until then at most; null = by nobody.';
comment on column madoguchi.income_certificate.unread_code is 'Code of the refusal (docs/errors.md) that says why it could not be read.';
comment on column madoguchi.income_certificate.rendered_at is 'When its unmasked pages were made; null where they were never stored.';
comment on column madoguchi.income_certificate.masked_at is 'When its masked pages were stored.';
comment on column madoguchi.income_certificate.keep_until is 'The key of the masked pages is destroyed then; null = end not known yet.';

create table madoguchi.income_certificate_paper (
  certificate_ref uuid not null references madoguchi.income_certificate,
  role            text not null check (role in ('ORIGINAL', 'RAW', 'PAGE')),
  page_no         smallint not null check (page_no between 0 and 20),
  key_id          uuid not null references madoguchi.sealing_key,
  sealed_key      bytea not null check (length(sealed_key) between 256 and 1024),
  nonce           bytea not null check (length(nonce) = 12),
  sealed          bytea check (length(sealed) between 17 and 33554432),
  sha256          bytea not null check (length(sha256) = 32),
  width           integer check (width between 1 and 2400),
  height          integer check (height between 1 and 2400),
  has_text        boolean,
  suspected       text check (length(suspected) <= 100000),
  primary key (certificate_ref, role, page_no),
  check ((role = 'ORIGINAL') = (page_no = 0) and (role = 'ORIGINAL') = (width is null) and (width is null) = (height is null)),
  check ((role = 'RAW') = (has_text is not null) and (role = 'RAW') = (suspected is not null))
);
alter table madoguchi.income_certificate_paper alter column sealed set storage external;
create index income_certificate_paper_by_key on madoguchi.income_certificate_paper (key_id);
comment on table madoguchi.income_certificate_paper is 'Bytes of certificates, each sealed: AES-256-GCM under a key of its own that RSA-OAEP (SHA-256) seals for sealing_key.';
comment on column madoguchi.income_certificate_paper.certificate_ref is 'Which certificate.';
comment on column madoguchi.income_certificate_paper.role is 'What the site sent, a page as it was rendered, a page with its boxes burnt in.';
comment on column madoguchi.income_certificate_paper.page_no is 'From 1; 0 = the original.';
comment on column madoguchi.income_certificate_paper.key_id is 'Whose private half opens it.';
comment on column madoguchi.income_certificate_paper.sealed_key is 'The AES key, sealed for key_id.';
comment on column madoguchi.income_certificate_paper.nonce is 'Nonce of AES-GCM.';
comment on column madoguchi.income_certificate_paper.sealed is 'Sealed bytes with their tag; associated data is the UTF-8 of ref:ROLE:page. Emptied once the key is destroyed.';
comment on column madoguchi.income_certificate_paper.sha256 is 'SHA-256 of the clear bytes.';
comment on column madoguchi.income_certificate_paper.width is 'Pixels; null for the original.';
comment on column madoguchi.income_certificate_paper.height is 'Pixels; null for the original.';
comment on column madoguchi.income_certificate_paper.has_text is 'Whether the unmasked page had a text layer to be searched.';
comment on column madoguchi.income_certificate_paper.suspected is 'Where a number was found that must be covered: JSON of kinds and boxes, never the number.';

create table madoguchi.income_masking (
  certificate_ref uuid not null references madoguchi.income_certificate,
  page_no         smallint not null check (page_no between 1 and 20),
  boxes           text not null check (length(boxes) <= 20000),
  suspected       text not null check (length(suspected) <= 100000),
  looked_through  boolean not null,
  masked_by       madoguchi.staff_no not null references madoguchi.staff,
  masked_at       timestamptz not null,
  primary key (certificate_ref, page_no)
);
create index income_masking_by_staff on madoguchi.income_masking (masked_by);
comment on table madoguchi.income_masking is 'What was covered on each page, by whom, when; the pixels below are gone.';
comment on column madoguchi.income_masking.certificate_ref is 'Which certificate.';
comment on column madoguchi.income_masking.page_no is 'Page, from 1.';
comment on column madoguchi.income_masking.boxes is 'Boxes burnt in: JSON, fractions of the page.';
comment on column madoguchi.income_masking.suspected is 'What the text layer was suspected of: JSON of kinds and boxes, never the number.';
comment on column madoguchi.income_masking.looked_through is 'A page without text layer: the person said that no number is left to be seen.';
comment on column madoguchi.income_masking.masked_by is 'Who.';
comment on column madoguchi.income_masking.masked_at is 'When.';
create trigger income_masking_is_final before update or delete on madoguchi.income_masking for each row execute function madoguchi.refuse_change();

create function madoguchi.guard_income_certificate() returns trigger
language plpgsql set search_path = pg_catalog, madoguchi as $$
begin
  if new.ref <> old.ref or new.member_no <> old.member_no or new.sending_ref <> old.sending_ref or new.channel <> old.channel
     or new.contact_no is distinct from old.contact_no or new.received_at <> old.received_at
     or new.source_key is distinct from old.source_key or old.pages_key is not null and new.pages_key is distinct from old.pages_key
     or new.fence < old.fence then
    raise exception 'what was received with certificate % is never changed', old.ref using errcode = 'MD002';
  end if;
  if new.state <> old.state and (old.state, new.state) not in (
       ('WAITING', 'QUARANTINED'), ('WAITING', 'REFUSED_UNREAD'), ('WAITING', 'WITHDRAWN'), ('WAITING', 'EXPIRED'),
       ('QUARANTINED', 'READY'), ('QUARANTINED', 'WITHDRAWN'), ('QUARANTINED', 'EXPIRED'),
       ('READY', 'DECIDED'), ('READY', 'WITHDRAWN'), ('DECIDED', 'READY')) then
    raise exception 'certificate % does not go from % to %', old.ref, old.state, new.state using errcode = 'MD002';
  end if;
  return new;
end $$;
comment on function madoguchi.guard_income_certificate() is 'States of a certificate follow each other in one order (MD002).';
create trigger guard_income_certificate before update on madoguchi.income_certificate for each row execute function madoguchi.guard_income_certificate();
create trigger income_certificate_is_kept before delete on madoguchi.income_certificate for each row execute function madoguchi.refuse_change();

create function madoguchi.guard_masked_certificate() returns trigger
language plpgsql set search_path = pg_catalog, madoguchi as $$
begin
  if (select count(*) from madoguchi.income_certificate_paper p
      join madoguchi.income_masking m on m.certificate_ref = p.certificate_ref and m.page_no = p.page_no
      where p.certificate_ref = new.ref and p.role = 'PAGE' and p.key_id = new.pages_key) <> new.page_count
     or exists (select from madoguchi.sealing_key k where k.id = new.source_key and k.doomed_at is null) then
    raise exception 'certificate % is ready with every page masked and the key of its original doomed', new.ref using errcode = 'MD003';
  end if;
  return null;
end $$;
comment on function madoguchi.guard_masked_certificate() is 'Nothing is reviewed unmasked: at the commit every page has its masking, and the key of the original is doomed (MD003).';
create constraint trigger guard_masked_certificate after insert or update on madoguchi.income_certificate
  deferrable initially deferred for each row when (new.state = 'READY') execute function madoguchi.guard_masked_certificate();

create function madoguchi.guard_income_certificate_paper() returns trigger
language plpgsql set search_path = pg_catalog, madoguchi as $$
begin
  if new.sealed is not null or to_jsonb(new) - 'sealed' <> to_jsonb(old) - 'sealed'
     or not exists (select from madoguchi.sealing_key k where k.id = old.key_id and k.destroyed_at is not null) then
    raise exception 'a paper is only emptied, once its key is destroyed' using errcode = 'MD002';
  end if;
  return new;
end $$;
comment on function madoguchi.guard_income_certificate_paper() is 'Sealed bytes stay as they are until nobody can open them (MD002).';
create trigger guard_income_certificate_paper before update on madoguchi.income_certificate_paper for each row execute function madoguchi.guard_income_certificate_paper();
create trigger income_certificate_paper_is_kept before delete on madoguchi.income_certificate_paper for each row execute function madoguchi.refuse_change();

-- The contract -------------------------------------------------------------------------------------------------------------
create function madoguchi.income_upload_key(p_member_no text, p_at timestamptz)
returns table (outcome text, key_id uuid, public_key bytea, expires_at timestamptz)
language plpgsql security definer set search_path = pg_catalog, madoguchi as $$
#variable_conflict use_column
declare
  v_outcome text;
  v_key     madoguchi.sealing_key;
  v_until   timestamptz := p_at + make_interval(mins => madoguchi.setting_int('income.offer_minutes', p_at));
begin
  perform 1 from madoguchi.member m where m.member_no::text = p_member_no for no key update;
  v_outcome := case
    when not found then 'UNKNOWN_MEMBER'
    when not exists (select from madoguchi.contract c where c.member_no::text = p_member_no and c.state = 'ACTIVE') then 'CANCELLED'
    when (select count(*) from madoguchi.sealing_key k where k.offered_to::text = p_member_no and k.offered_at > p_at - interval '1 day')
         >= madoguchi.setting_int('income.offers_a_day', p_at) then 'TOO_MANY'
  end;
  if v_outcome is null then
    update madoguchi.sealing_key k set offered_to = p_member_no, offered_at = p_at, expires_at = v_until
    where k.id = (select f.id from madoguchi.sealing_key f
                  where f.offered_at is null and f.used_at is null and f.doomed_at is null
                  order by f.made_at, f.id limit 1 for update skip locked)
    returning k.* into v_key;
    v_outcome := case when v_key.id is null then 'TRY_LATER' else 'OFFERED' end;
  end if;
  return query select v_outcome, v_key.id, v_key.public_key, v_key.expires_at;
end $$;
comment on function madoguchi.income_upload_key(text, timestamptz) is
  'Hands out one unused key for one paper of one member. The owner''s alone; the contract calls it with the clock of the database.';

create function member_site.income_upload_key(p_member_no text)
returns table (outcome text, key_id uuid, public_key bytea, expires_at timestamptz)
language sql security definer set search_path = pg_catalog, madoguchi as $$
  select * from madoguchi.income_upload_key(p_member_no, clock_timestamp())
$$;
comment on function member_site.income_upload_key(text) is
  'A key for one file: OFFERED with its public half, or UNKNOWN_MEMBER, CANCELLED, TOO_MANY, TRY_LATER. Seal the file with it before anything is stored.';

create function madoguchi.submit_income_certificate(
  p_ref uuid, p_sending_ref uuid, p_member_no text, p_key_id uuid, p_extension text, p_sealed_key bytea, p_nonce bytea, p_sealed bytea,
  p_sha256 bytea, p_at timestamptz)
returns table (outcome text, received_at timestamptz)
language plpgsql security definer set search_path = pg_catalog, madoguchi as $$
#variable_conflict use_column
declare
  v_outcome text;
  v_known   madoguchi.income_certificate;
  v_key     madoguchi.sealing_key;
begin
  if num_nulls(p_ref, p_sending_ref, p_member_no, p_key_id, p_extension, p_sealed_key, p_nonce, p_sealed, p_sha256) > 0
     or length(p_nonce) <> 12 or length(p_sha256) <> 32 or length(p_sealed_key) not between 256 and 1024
     or length(p_sealed) not between 17 and 10485760 + 16 or p_extension !~ '^[a-z0-9]{1,10}$' then
    return query select 'INVALID'::text, null::timestamptz;
    return;
  end if;
  perform 1 from madoguchi.member m where m.member_no::text = p_member_no for no key update;
  select c.* into v_known from madoguchi.income_certificate c where c.ref = p_ref;
  if v_known.ref is not null then
    v_outcome := case when v_known.member_no::text = p_member_no and v_known.source_key = p_key_id
                           and exists (select from madoguchi.income_certificate_paper p
                                       where p.certificate_ref = p_ref and p.role = 'ORIGINAL' and p.sha256 = p_sha256)
                      then 'RECEIVED' else 'CONFLICT' end;
    return query select v_outcome, case v_outcome when 'RECEIVED' then v_known.received_at end;
    return;
  end if;
  update madoguchi.sealing_key k set used_at = p_at
  where k.id = p_key_id and k.offered_to::text = p_member_no and k.used_at is null and k.doomed_at is null and k.expires_at >= p_at
  returning k.* into v_key;
  if v_key.id is null then
    return query select 'KEY_REFUSED'::text, null::timestamptz;
    return;
  end if;
  insert into madoguchi.income_certificate (ref, member_no, sending_ref, channel, received_at, state, extension, source_key)
  values (p_ref, p_member_no, p_sending_ref, 'SITE', p_at, 'WAITING', p_extension, p_key_id);
  insert into madoguchi.income_certificate_paper (certificate_ref, role, page_no, key_id, sealed_key, nonce, sealed, sha256)
  values (p_ref, 'ORIGINAL', 0, p_key_id, p_sealed_key, p_nonce, p_sealed, p_sha256);
  insert into madoguchi.audit_entry (application, action, outcome, member_no, details)
  values ('MEMBER_SITE', 'INCOME_RECEIVED', 'DONE', p_member_no,
          jsonb_build_object('certificate', p_ref, 'sending', p_sending_ref, 'bytes', length(p_sealed) - 16)::text);
  return query select 'RECEIVED'::text, p_at;
end $$;
comment on function madoguchi.submit_income_certificate(uuid, uuid, text, uuid, text, bytea, bytea, bytea, bytea, timestamptz) is
  'Takes in one sealed paper, once by its ref. The owner''s alone; the contract calls it with the clock of the database.';

create function member_site.submit_income_certificate(
  p_ref uuid, p_sending_ref uuid, p_member_no text, p_key_id uuid, p_extension text, p_sealed_key bytea, p_nonce bytea, p_sealed bytea, p_sha256 bytea)
returns table (outcome text, received_at timestamptz)
language sql security definer set search_path = pg_catalog, madoguchi as $$
  select * from madoguchi.submit_income_certificate(p_ref, p_sending_ref, p_member_no, p_key_id, p_extension, p_sealed_key, p_nonce, p_sealed,
                                                    p_sha256, clock_timestamp())
$$;
comment on function member_site.submit_income_certificate(uuid, uuid, text, uuid, text, bytea, bytea, bytea, bytea) is
  'One paper, sealed with a key of income_upload_key: RECEIVED, also when the same is sent again; else INVALID, CONFLICT, KEY_REFUSED (ask for another key).';

create function madoguchi.withdraw_income_certificate(p_ref uuid, p_member_no text, p_at timestamptz) returns text
language plpgsql security definer set search_path = pg_catalog, madoguchi as $$
declare
  v_known madoguchi.income_certificate;
begin
  perform 1 from madoguchi.member m where m.member_no::text = p_member_no for no key update;
  select c.* into v_known from madoguchi.income_certificate c where c.ref = p_ref and c.member_no::text = p_member_no for update;
  if v_known.ref is null then
    return 'UNKNOWN';
  elsif v_known.state = 'WITHDRAWN' then
    return 'WITHDRAWN';
  elsif v_known.state not in ('WAITING', 'QUARANTINED', 'READY') then
    return 'TOO_LATE';
  end if;
  update madoguchi.income_certificate set state = 'WITHDRAWN', claimed_until = null where ref = p_ref;
  update madoguchi.sealing_key k set doomed_at = p_at, doomed_because = 'WITHDRAWN'
  where k.id in (v_known.source_key, v_known.pages_key) and k.doomed_at is null;
  insert into madoguchi.audit_entry (application, action, outcome, member_no, details)
  values ('MEMBER_SITE', 'INCOME_WITHDRAWN', 'DONE', p_member_no, jsonb_build_object('certificate', p_ref)::text);
  return 'WITHDRAWN';
end $$;
comment on function madoguchi.withdraw_income_certificate(uuid, text, timestamptz) is
  'The member takes back a paper that is not decided yet; its keys are destroyed. The owner''s alone; the contract calls it with the clock of the database.';

create function member_site.withdraw_income_certificate(p_ref uuid, p_member_no text) returns text
language sql security definer set search_path = pg_catalog, madoguchi as $$
  select madoguchi.withdraw_income_certificate(p_ref, p_member_no, clock_timestamp())
$$;
comment on function member_site.withdraw_income_certificate(uuid, text) is
  'The member takes back a paper: WITHDRAWN, also when it was so already; UNKNOWN; TOO_LATE once it is decided or gone.';
