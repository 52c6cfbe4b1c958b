-- Requests and offers whose time is over end by themselves; members say how they want their contract papers.
create index limit_offer_open on madoguchi.limit_offer (valid_until) where ended_at is null;

create function madoguchi.end_overdue_limit_requests() returns integer
language plpgsql security definer set search_path = pg_catalog, madoguchi as $$
declare
  v_at     timestamptz := clock_timestamp();
  v_member text;
  v_ended  integer := 0;
begin
  for v_member in
    select o.member_no::text from madoguchi.limit_offer o where o.ended_at is null and o.valid_until <= v_at
    union
    select r.member_no::text from madoguchi.limit_request r
    where r.ended_at is null and r.state <> 'OFFERED'
      and r.received_at + make_interval(days => madoguchi.setting_int('limit.request_days', v_at)) <= v_at
    order by 1 limit 500
  loop
    perform 1 from madoguchi.member m where m.member_no::text = v_member for no key update;
    perform madoguchi.expire_limit_requests(v_member, v_at);
    v_ended := v_ended + 1;
  end loop;
  return v_ended;
end $$;
comment on function madoguchi.end_overdue_limit_requests() is
  'Ends requests and offers that nobody answered in time, of at most 500 members at once, and says of how many.';

create function member_site.choose_electronic_papers(p_member_no text, p_agreed boolean) returns text
language plpgsql security definer set search_path = pg_catalog, madoguchi as $$
declare
  v_at timestamptz;
begin
  perform 1 from madoguchi.member m where m.member_no::text = p_member_no for no key update;
  if not found or p_agreed is null then
    return 'INVALID';
  end if;
  v_at := clock_timestamp();
  if p_agreed then
    insert into madoguchi.electronic_paper_consent as c (member_no, consented_at) values (p_member_no, v_at)
    on conflict (member_no) do update set consented_at = v_at, revoked_at = null where c.revoked_at is not null;
  else
    update madoguchi.electronic_paper_consent c set revoked_at = v_at where c.member_no::text = p_member_no and c.revoked_at is null;
  end if;
  insert into madoguchi.audit_entry (application, action, outcome, member_no, reason)
  values ('MEMBER_SITE', 'ELECTRONIC_PAPERS_CHOSEN', 'DONE', p_member_no, case when p_agreed then 'AGREED' else 'REVOKED' end);
  return 'CHOSEN';
end $$;
comment on function member_site.choose_electronic_papers(text, boolean) is
  'The member agrees to read contract papers on the member site instead of getting them by post, or no longer does: CHOSEN, also when it was so already; INVALID.';
