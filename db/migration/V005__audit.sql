-- The trail. Both applications insert plain rows; the database fills chain, sequence and hashes. Nobody changes or deletes.
create table madoguchi.audit_chain (
  chain smallint primary key check (chain between 0 and 15),
  seq   bigint not null default 0,
  hash  bytea  not null default sha256(''::bytea) check (octet_length(hash) = 32)
);
insert into madoguchi.audit_chain (chain) select generate_series(0, 15);
comment on table madoguchi.audit_chain is 'Heads of the sixteen chains of the trail; moved by the trigger of audit_entry alone.';
comment on column madoguchi.audit_chain.chain is 'Number of the chain.';
comment on column madoguchi.audit_chain.seq is 'Sequence number of its last entry; 0 = none yet.';
comment on column madoguchi.audit_chain.hash is 'SHA-256 of its last entry; of nothing when there is none.';

create table madoguchi.audit_entry (
  id           bigint generated always as identity,
  at           timestamptz not null default clock_timestamp(),
  chain        smallint not null,
  seq          bigint not null,
  previous     bytea not null,
  hash         bytea not null,
  application  text not null default 'CONSOLE' check (application in ('CONSOLE', 'MEMBER_SITE', 'SYSTEM')),
  action       text not null check (action ~ '^[A-Z][A-Z0-9_]{2,47}$'),
  outcome      text not null check (outcome in ('DONE', 'REFUSED')),
  staff_no     text check (staff_no <> '' and staff_no !~ '[\x01-\x1f]'),
  place_no     text check (place_no <> '' and place_no !~ '[\x01-\x1f]'),
  contact_no   text check (contact_no <> '' and contact_no !~ '[\x01-\x1f]'),
  member_no    text check (member_no <> '' and member_no !~ '[\x01-\x1f]'),
  operation_id uuid,
  reason       text check (reason <> '' and reason !~ '[\x01-\x1f]'),
  details      text not null default '{}' check (details !~ '[\x01-\x1f]' and length(details) <= 20000),
  primary key (id, at)
) partition by range (at);
create index audit_entry_by_chain on madoguchi.audit_entry (chain, seq);
create index audit_entry_by_member on madoguchi.audit_entry (member_no, at desc, id desc) where member_no is not null;
create index audit_entry_by_staff on madoguchi.audit_entry (staff_no, at desc, id desc) where staff_no is not null;
create index audit_entry_by_contact on madoguchi.audit_entry (contact_no, at desc, id desc) where contact_no is not null;
comment on table madoguchi.audit_entry is 'The trail (操作ログ): every change, every reading of personal data and every refusal, chained by hashes.';
comment on column madoguchi.audit_entry.id is 'Row id.';
comment on column madoguchi.audit_entry.at is 'When it was recorded, by the clock of the database.';
comment on column madoguchi.audit_entry.chain is 'Chain that the entry stands in: backend process id modulo 16.';
comment on column madoguchi.audit_entry.seq is 'Place in the chain, from 1, without gaps.';
comment on column madoguchi.audit_entry.previous is 'Hash of the entry before it in the chain.';
comment on column madoguchi.audit_entry.hash is 'SHA-256 over the UTF-8 of madoguchi.audit_text: previous hash and columns joined by 0x1F.';
comment on column madoguchi.audit_entry.application is 'Which application acted.';
comment on column madoguchi.audit_entry.action is 'What was done; the list stands in docs/audit.md.';
comment on column madoguchi.audit_entry.outcome is 'Done, or refused.';
comment on column madoguchi.audit_entry.staff_no is 'Who; null for a member or a job.';
comment on column madoguchi.audit_entry.place_no is 'At which place the person was signed in.';
comment on column madoguchi.audit_entry.contact_no is 'During which contact.';
comment on column madoguchi.audit_entry.member_no is 'About which member.';
comment on column madoguchi.audit_entry.operation_id is 'The click that caused it.';
comment on column madoguchi.audit_entry.reason is 'Coded reason: why it was done, looked at or refused.';
comment on column madoguchi.audit_entry.details is 'Further facts as one line of JSON, kept as the exact text.';

create function madoguchi.audit_text(p madoguchi.audit_entry) returns text
language sql stable set search_path = pg_catalog, madoguchi as $$
  select concat(
    encode(p.previous, 'hex'), E'\x1f', p.chain, E'\x1f', p.seq, E'\x1f',
    to_char(p.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), E'\x1f',
    p.application, E'\x1f', p.action, E'\x1f', p.outcome, E'\x1f', p.staff_no, E'\x1f', p.place_no, E'\x1f',
    p.contact_no, E'\x1f', p.member_no, E'\x1f', p.operation_id, E'\x1f', p.reason, E'\x1f', p.details)
$$;
comment on function madoguchi.audit_text(madoguchi.audit_entry) is 'The text whose SHA-256 is the hash of an entry; null and absent are the empty text.';

create function madoguchi.chain_audit_entry() returns trigger
language plpgsql security definer set search_path = pg_catalog, madoguchi as $$
begin
  new.chain := pg_backend_pid() % 16;
  update madoguchi.audit_chain c set seq = c.seq + 1 where c.chain = new.chain
  returning c.seq, c.hash into new.seq, new.previous;
  new.hash := sha256(convert_to(madoguchi.audit_text(new), 'UTF8'));
  update madoguchi.audit_chain c set hash = new.hash where c.chain = new.chain;
  return new;
end $$;
comment on function madoguchi.chain_audit_entry() is 'Links a new entry to the head of its chain; the head stays locked until the transaction ends.';
create trigger chain_audit_entry before insert on madoguchi.audit_entry
  for each row execute function madoguchi.chain_audit_entry();
create trigger audit_entry_is_final before update or delete on madoguchi.audit_entry
  for each row execute function madoguchi.refuse_change();
create trigger audit_entry_is_never_emptied before truncate on madoguchi.audit_entry
  for each statement execute function madoguchi.refuse_change();

create table madoguchi.operation (
  operation_id uuid primary key,
  use_case     text not null check (use_case ~ '^[a-z]+(\.[A-Za-z]+)+$'),
  staff_no     madoguchi.staff_no not null references madoguchi.staff,
  at           timestamptz not null default clock_timestamp(),
  outcome      text
);
create index operation_by_staff on madoguchi.operation (staff_no, at desc);
comment on table madoguchi.operation is 'Receipts: one row for each click that changed something, so that it takes effect once and its outcome can be asked for.';
comment on column madoguchi.operation.operation_id is 'Made when the form opens.';
comment on column madoguchi.operation.use_case is 'What was asked for, e.g. login.Locks.clear.';
comment on column madoguchi.operation.staff_no is 'By whom.';
comment on column madoguchi.operation.at is 'When.';
comment on column madoguchi.operation.outcome is 'What came of it, as JSON; written by the same transaction.';

-- Partitions of the two tables that grow for ever, by quarter, bounds at midnight in Tokyo.
create function madoguchi.ensure_partitions_between(p_from date, p_to date) returns integer
language plpgsql security definer set search_path = pg_catalog, madoguchi as $$
declare
  v_quarter date := date_trunc('quarter', p_from)::date;
  v_made    integer := 0;
  v_table   text;
  v_name    text;
begin
  perform pg_advisory_xact_lock(hashtext('madoguchi.ensure_partitions'));
  while v_quarter <= p_to loop
    foreach v_table in array array['login_attempt', 'audit_entry'] loop
      v_name := format('%s_y%sq%s', v_table, extract(year from v_quarter), extract(quarter from v_quarter));
      if to_regclass('madoguchi.' || v_name) is null then
        execute format('create table madoguchi.%I partition of madoguchi.%I for values from (%L) to (%L)', v_name, v_table,
          v_quarter::timestamp at time zone 'Asia/Tokyo', (v_quarter + interval '3 months') at time zone 'Asia/Tokyo');
        v_made := v_made + 1;
      end if;
    end loop;
    v_quarter := (v_quarter + interval '3 months')::date;
  end loop;
  return v_made;
end $$;
comment on function madoguchi.ensure_partitions_between(date, date) is 'Makes the missing quarters between two days, both included; answers how many tables it made. The owner''s alone.';

create function madoguchi.ensure_partitions() returns integer
language sql security definer set search_path = pg_catalog, madoguchi as $$
  select madoguchi.ensure_partitions_between((clock_timestamp() at time zone 'Asia/Tokyo')::date,
                                             ((clock_timestamp() at time zone 'Asia/Tokyo') + interval '24 months')::date)
$$;
comment on function madoguchi.ensure_partitions() is 'Makes the quarters of the coming two years; run at start and daily.';

create function madoguchi.partitions_ahead() returns integer
language sql stable security definer set search_path = pg_catalog, madoguchi as $$
  select least(
    count(*) filter (where c.relname ~ '^login_attempt_y'),
    count(*) filter (where c.relname ~ '^audit_entry_y'))::integer
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = 'madoguchi' and c.relkind = 'r' and c.relname ~ '_y[0-9]{4}q[1-4]$'
    and right(c.relname, 6) > to_char(clock_timestamp() at time zone 'Asia/Tokyo', 'YYYY"q"Q')
$$;
comment on function madoguchi.partitions_ahead() is 'How many quarters beyond the running one are ready; fewer than two is a warning.';
