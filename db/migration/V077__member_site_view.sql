-- What the member sees: the site's own answers, asked for one member; the console shows them and has no rule of its own (DOMAIN R7-R16, R31).
create function madoguchi.login_hindrance(p_member_no text, p_id_kind text, p_channel text, p_at timestamptz)
returns table (outcome text, locked_at timestamptz, available_again_at timestamptz)
language plpgsql stable set search_path = pg_catalog, madoguchi as $$
#variable_conflict use_column
declare
  v_state     text;
  v_locked_at timestamptz;
  v_again     timestamptz;
begin
  select c.state into v_state from madoguchi.contract c
   where c.member_no::text = p_member_no order by c.started_on desc, c.id desc limit 1;
  if v_state is distinct from 'ACTIVE' then
    return query select 'CANCELLED'::text, null::timestamptz, null::timestamptz;
    return;
  elsif madoguchi.dormant_since(p_member_no, p_at) is not null then
    return query select 'DORMANT'::text, null::timestamptz, null::timestamptz;
    return;
  end if;
  select k.locked_at into v_locked_at from madoguchi.login_lock k
   where k.member_no::text = p_member_no and k.cleared_at is null
     and case p_channel when 'MEMBER_PAGE' then k.stops_member_page when 'APP' then k.stops_app else k.stops_atm end
     and (p_channel = 'ATM' or case p_id_kind when 'CARD' then k.stops_card_login else k.stops_web_id_login end)
   order by k.locked_at limit 1;
  if v_locked_at is not null then
    return query select 'LOCKED'::text, v_locked_at, null::timestamptz;
    return;
  end if;
  select o.until into v_again from madoguchi.outage_at(p_channel, p_at) o;
  if found then
    return query select 'OUTAGE'::text, null::timestamptz, v_again;
  elsif p_channel <> 'ATM' then
    select m.ends_at into v_again from madoguchi.maintenance_at(p_at) m;
    if found then
      return query select 'MAINTENANCE'::text, null::timestamptz, v_again;
    end if;
  end if;
end $$;
comment on function madoguchi.login_hindrance(text, text, text, timestamptz) is
  'What keeps a member out on a channel with an ID of a kind that is in force, whatever the secret: CANCELLED, DORMANT, LOCKED, OUTAGE or MAINTENANCE, the first in this order; no row = a right secret lets in. record_login_attempt obeys it, the console shows it.';

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
  end if;

  if v_member is null then
    v_outcome := 'UNKNOWN_ID';
  elsif v_ended is not null then
    v_outcome := 'RETIRED_ID';
  else
    select h.outcome, h.locked_at, h.available_again_at into v_outcome, v_locked_at, v_again
    from madoguchi.login_hindrance(v_member, p_id_kind, p_channel, v_at) h;
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

create function madoguchi.member_functions(p_member_no text, p_at timestamptz)
returns table (place integer, function text, open boolean, reason text, detail text)
language plpgsql stable set search_path = pg_catalog, madoguchi as $$
declare
  v_contract madoguchi.contract;
  v_bank     text;
  v_ended    text;
  v_reason   text;
  v_detail   text;
begin
  select c.* into v_contract from madoguchi.contract c where c.member_no::text = p_member_no order by c.started_on desc, c.id desc limit 1;
  select b.bank into v_bank from madoguchi.bank_account b where b.member_no::text = p_member_no and b.valid_to is null;
  v_ended := case when v_contract.state is distinct from 'ACTIVE' then 'CANCELLED' end;
  v_reason := coalesce(v_ended,
                       (select o.obstacle from madoguchi.borrowing_obstacles(p_member_no, p_at) o limit 1),
                       case when v_bank is null then 'NO_ACCOUNT' end);
  if v_bank is not null then
    select case when i.around_the_clock then 'AROUND_THE_CLOCK' when i.open then 'NOW' else 'NEXT_BUSINESS_HOURS' end
    into v_detail from madoguchi.instant_transfer(v_bank, p_at) i;
  end if;
  return query
    select t.place, t.function, t.reason is null, t.reason, t.detail
    from (values
      (1, 'BORROW', v_reason, v_detail),
      (2, 'REPAY', case when coalesce(v_contract.balance + v_contract.unpaid_charges, 0) = 0 then 'NOTHING_OWED' end, null),
      (3, 'POINTS', v_ended,
       case when exists (select from madoguchi.point_application a where a.member_no::text = p_member_no and a.ended_at is null)
            then 'SET_UP' else 'NOT_SET_UP' end),
      (4, 'LIMIT_REQUEST', coalesce(v_ended,
        case when exists (select from madoguchi.limit_request r where r.member_no::text = p_member_no and r.ended_at is null) then 'ANOTHER_OPEN'
             when v_contract.credit_limit >= (select v.limit_highest from madoguchi.product_version v where v.product_version = v_contract.product_version)
             then 'LIMIT_HIGHEST' end), null),
      (5, 'INCOME_CERTIFICATE', v_ended, null),
      (6, 'DIRECT_DEBIT', v_ended,
       case when exists (select from madoguchi.direct_debit d where d.member_no::text = p_member_no and d.valid_to is null)
            then 'SET_UP' else 'NOT_SET_UP' end),
      (7, 'DUE_DATE_MAIL', v_ended,
       case when exists (select from madoguchi.due_date_mail m where m.member_no::text = p_member_no and m.valid_to is null)
            then 'SET_UP' else 'NOT_SET_UP' end),
      (8, 'TRANSACTIONS', null, null),
      (9, 'SIMULATION', v_ended, null),
      (10, 'SETTINGS', v_ended,
       case when exists (select from madoguchi.change_report r where r.member_no::text = p_member_no and r.outcome is null) then 'REPORT_WAITS' end)
    ) t(place, function, reason, detail)
    order by t.place;
end $$;
comment on function madoguchi.member_functions(text, timestamptz) is
  'The ten functions of the member page (DOMAIN R7 to R16) for one member at a moment: whether each is open, else the first reason, and a word on how it stands. What keeps the member out of the page altogether stands in login_hindrance.';

create function member_site.functions_of(p_member_no text)
returns table (place integer, function text, open boolean, reason text, detail text)
language sql stable security definer set search_path = pg_catalog, madoguchi as $$
  select * from madoguchi.member_functions(p_member_no, clock_timestamp())
$$;
comment on function member_site.functions_of(text) is
  'The ten functions for the top page of a member who is logged in, in their order: show what is not open with its reason, never hide it.';
