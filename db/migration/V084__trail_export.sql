-- Taking entries of the trail out: one person asks, another agrees, the first takes the file, once.
create table madoguchi.trail_export (
  ref        uuid primary key,
  filter     text not null check (length(filter) between 1 and 1000),
  place_no   madoguchi.place_no references madoguchi.place,
  reason     text not null check (length(reason) between 1 and 200),
  maker      madoguchi.staff_no not null references madoguchi.staff,
  made_at    timestamptz not null default clock_timestamp(),
  expires_at timestamptz not null check (expires_at > made_at),
  decision   text check (decision in ('APPROVED', 'REFUSED')),
  checker    madoguchi.staff_no references madoguchi.staff check (checker <> maker),
  decided_at timestamptz check (decided_at >= made_at),
  taken_at   timestamptz check (taken_at >= decided_at),
  entries    integer check (entries >= 0),
  digest     text check (digest ~ '^[0-9a-f]{64}$'),
  check (num_nonnulls(decision, checker, decided_at) in (0, 3)),
  check (num_nonnulls(taken_at, entries, digest) in (0, 3)),
  check (taken_at is null or decision = 'APPROVED')
);
create index trail_export_by_maker on madoguchi.trail_export (maker, made_at desc);
create index trail_export_by_checker on madoguchi.trail_export (checker) where checker is not null;
create index trail_export_by_place on madoguchi.trail_export (place_no) where place_no is not null;
create index trail_export_by_time on madoguchi.trail_export (made_at desc);
comment on table madoguchi.trail_export is 'Entries of the trail that somebody asked to take out, and what came of it.';
comment on column madoguchi.trail_export.ref is 'Stable name.';
comment on column madoguchi.trail_export.filter is 'Which entries, as the address of the search says.';
comment on column madoguchi.trail_export.place_no is 'Of which place alone; null = of all places, asked for by an auditor.';
comment on column madoguchi.trail_export.reason is 'What for, in the words of who asked.';
comment on column madoguchi.trail_export.maker is 'Who asked.';
comment on column madoguchi.trail_export.made_at is 'When.';
comment on column madoguchi.trail_export.expires_at is 'Until when it can be decided and taken.';
comment on column madoguchi.trail_export.decision is 'What the second person said; null = waits.';
comment on column madoguchi.trail_export.checker is 'The second person, never who asked.';
comment on column madoguchi.trail_export.decided_at is 'When it was decided.';
comment on column madoguchi.trail_export.taken_at is 'When the file was taken, once.';
comment on column madoguchi.trail_export.entries is 'How many entries were in it.';
comment on column madoguchi.trail_export.digest is 'SHA-256 of the file, in hexadecimal.';

create function madoguchi.guard_trail_export() returns trigger language plpgsql set search_path = pg_catalog, madoguchi as $$
begin
  if (new.ref, new.filter, new.reason, new.maker, new.made_at, new.expires_at) is distinct from
     (old.ref, old.filter, old.reason, old.maker, old.made_at, old.expires_at) or new.place_no is distinct from old.place_no then
    raise exception 'what was asked for is never changed' using errcode = 'MD002';
  elsif old.taken_at is not null or old.decision = 'REFUSED' then
    raise exception 'the export is over' using errcode = 'MD002';
  elsif old.decision is not null and (new.decision, new.checker, new.decided_at) is distinct from (old.decision, old.checker, old.decided_at) then
    raise exception 'an export is decided once' using errcode = 'MD002';
  elsif clock_timestamp() > old.expires_at then
    raise exception 'the export has expired' using errcode = 'MD002';
  end if;
  return new;
end $$;
comment on function madoguchi.guard_trail_export() is 'An export is decided once and taken once, in its time, as it was asked for (MD002).';
create trigger trail_export_guard before update on madoguchi.trail_export for each row execute function madoguchi.guard_trail_export();
create trigger trail_export_stays before delete on madoguchi.trail_export for each row execute function madoguchi.refuse_change();
