-- Passkeys of staff (WebAuthn): both factors in one act, and nothing that could be typed into a false page.
create table madoguchi.staff_passkey (
  id            bigint generated always as identity primary key,
  ref           uuid not null unique default gen_random_uuid(),
  staff_no      madoguchi.staff_no not null references madoguchi.staff,
  name          text not null check (length(name) between 1 and 60 and name = btrim(name)),
  credential_id bytea not null unique check (octet_length(credential_id) between 16 and 1023),
  credential    bytea not null check (octet_length(credential) between 50 and 4000),
  synced        boolean not null,
  sign_count    bigint not null check (sign_count between 0 and 4294967295),
  made_at       timestamptz not null,
  last_used_at  timestamptz check (last_used_at >= made_at),
  ended_at      timestamptz check (ended_at >= made_at),
  end_reason    text check (end_reason in ('REMOVED', 'RESET')),
  ended_by      madoguchi.staff_no references madoguchi.staff,
  check ((ended_at is null) = (end_reason is null)),
  check (ended_by is null or ended_at is not null)
);
create index staff_passkey_by_staff on madoguchi.staff_passkey (staff_no);
create index staff_passkey_by_ender on madoguchi.staff_passkey (ended_by);
comment on table madoguchi.staff_passkey is 'Passkeys of staff (WebAuthn level 2, user verification required): the public halves. Several may be in force for a person.';
comment on column madoguchi.staff_passkey.id is 'Row id.';
comment on column madoguchi.staff_passkey.ref is 'What screens name it by.';
comment on column madoguchi.staff_passkey.staff_no is 'Whose.';
comment on column madoguchi.staff_passkey.name is 'What the person calls it, for example the device that keeps it.';
comment on column madoguchi.staff_passkey.credential_id is 'The name that the authenticator gave it; never used again, even when it has ended.';
comment on column madoguchi.staff_passkey.credential is 'Attested credential data as of WebAuthn 6.5.1: kind of authenticator, credential id, public key.';
comment on column madoguchi.staff_passkey.synced is 'Whether its keeper may copy it to other devices of the person (backup eligible).';
comment on column madoguchi.staff_passkey.sign_count is 'Last counter of the authenticator; a smaller one is the sign of a copy and is refused. Keepers that sync stay at 0.';
comment on column madoguchi.staff_passkey.made_at is 'Added.';
comment on column madoguchi.staff_passkey.last_used_at is 'Last right answer.';
comment on column madoguchi.staff_passkey.ended_at is 'No longer in force.';
comment on column madoguchi.staff_passkey.end_reason is 'Removed by the person, or reset by administrators.';
comment on column madoguchi.staff_passkey.ended_by is 'Who reset it; null = the person.';

create function madoguchi.guard_passkey() returns trigger language plpgsql set search_path = pg_catalog, madoguchi as $$
begin
  if old.ended_at is not null then
    raise exception 'passkey % has ended', old.id using errcode = 'MD002';
  elsif new.sign_count < old.sign_count or new.last_used_at < old.last_used_at then
    raise exception 'the counter of passkey % only goes on', old.id using errcode = 'MD002';
  end if;
  return new;
end $$;
comment on function madoguchi.guard_passkey() is 'A passkey that has ended stays so, and its counter only goes on (MD002).';
create trigger staff_passkey_guard before update on madoguchi.staff_passkey
  for each row execute function madoguchi.guard_passkey();
