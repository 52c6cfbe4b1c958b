-- One lease for every desk of reviewers: income papers, and requests for a higher limit.
alter table madoguchi.income_review rename to review_lease;
alter table madoguchi.review_lease rename column sending_ref to item_ref;
alter table madoguchi.review_lease
  add column desk text not null default 'INCOME' check (desk in ('INCOME', 'LIMIT'));
alter table madoguchi.review_lease alter column desk drop default;
alter index madoguchi.income_review_one_open rename to review_lease_one_open;
alter index madoguchi.income_review_by_sending rename to review_lease_by_item;
alter index madoguchi.income_review_by_member rename to review_lease_by_member;
alter index madoguchi.income_review_by_staff rename to review_lease_by_staff;
alter index madoguchi.income_review_by_taker rename to review_lease_by_taker;
comment on table madoguchi.review_lease is 'Which reviewer has which item of a desk, and had it before; a lease that ends by itself when its tab is gone.';
comment on column madoguchi.review_lease.desk is 'At which desk.';
comment on column madoguchi.review_lease.item_ref is 'Income: the papers of one sending (income_certificate.sending_ref), which are reviewed together. Limit: the request (limit_request.ref).';
comment on column madoguchi.review_lease.member_no is 'Whose item.';

drop trigger guard_income_review on madoguchi.review_lease;
drop trigger income_review_is_kept on madoguchi.review_lease;
drop function madoguchi.guard_income_review();
create function madoguchi.waits_at_desk(p_desk text, p_item_ref uuid, p_member_no text) returns boolean
language sql stable security definer set search_path = pg_catalog, madoguchi as $$
  select p_desk = 'INCOME'
         and exists (select from madoguchi.income_certificate c
                     where c.sending_ref = p_item_ref and c.member_no = p_member_no and c.state in ('QUARANTINED', 'READY'))
$$;
comment on function madoguchi.waits_at_desk(text, uuid, text) is 'Whether an item of this member waits for a reviewer.';
create function madoguchi.guard_review_lease() returns trigger
language plpgsql set search_path = pg_catalog, madoguchi as $$
begin
  if tg_op = 'INSERT' then
    if not madoguchi.waits_at_desk(new.desk, new.item_ref, new.member_no::text) then
      raise exception 'nothing of % is there to be reviewed', new.item_ref using errcode = 'MD003';
    end if;
  elsif old.ended_at is not null
        or (new.desk, new.item_ref, new.member_no, new.staff_no, new.taken_at)
           is distinct from (old.desk, old.item_ref, old.member_no, old.staff_no, old.taken_at)
        or new.until_at < old.until_at
        or new.until_at > old.until_at and old.until_at <= clock_timestamp() then
    raise exception 'a review only goes on while it holds, and ends once' using errcode = 'MD002';
  end if;
  return new;
end $$;
comment on function madoguchi.guard_review_lease() is 'Only what can be reviewed is taken (MD003); a lease that ran out or ended is never moved on (MD002).';
create trigger guard_review_lease before insert or update on madoguchi.review_lease
  for each row execute function madoguchi.guard_review_lease();
create trigger review_lease_is_kept before delete on madoguchi.review_lease for each row execute function madoguchi.refuse_change();

create function madoguchi.end_review(p_id bigint, p_item_ref uuid, p_staff_no text, p_at timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog, madoguchi as $$
begin
  update madoguchi.review_lease r set ended_at = p_at, end_reason = 'DECIDED'
  where r.id = p_id and r.item_ref = p_item_ref and r.staff_no::text = p_staff_no and r.ended_at is null and r.until_at > p_at;
  if not found then
    raise exception 'only who has item % decides it', p_item_ref using errcode = 'MD003';
  end if;
end $$;
comment on function madoguchi.end_review(bigint, uuid, text, timestamptz) is
  'Ends a lease by a decision of its holder, else refuses (MD003). The owner''s alone; what decides an item calls it.';

create or replace function madoguchi.guard_income_decision() returns trigger
language plpgsql security definer set search_path = pg_catalog, madoguchi as $$
declare
  v_states text[];
begin
  perform 1 from madoguchi.income_certificate c where c.sending_ref = new.sending_ref order by c.ref for update;
  select array_agg(distinct c.state) into v_states from madoguchi.income_certificate c
  where c.sending_ref = new.sending_ref and c.member_no = new.member_no;
  if v_states is null or not 'READY' = any (v_states) or v_states && array['WAITING', 'QUARANTINED', 'DECIDED'] then
    raise exception 'sending % cannot be decided', new.sending_ref using errcode = 'MD003';
  end if;
  if new.decided_at not between clock_timestamp() - interval '10 seconds' and clock_timestamp()
     or new.effective_at is distinct from (case when cardinality(new.second_look) = 0
          then new.decided_at + make_interval(secs => madoguchi.setting_int('income.undo_seconds', new.decided_at)) end) then
    raise exception 'a decision is of now and takes effect later' using errcode = 'MD003';
  end if;
  perform madoguchi.end_review(new.review_id, new.sending_ref, new.decided_by::text, new.decided_at);
  update madoguchi.income_certificate c set state = 'DECIDED', kind = coalesce(c.kind, new.kind)
  where c.sending_ref = new.sending_ref and c.state = 'READY';
  return new;
end $$;
