-- The opening of a member asks for the takeover signs: settings and changes of contact data are read once for all of them. What is answered stays the same.
create function madoguchi.settings_int(p_keys text[], p_at timestamptz) returns integer[]
language plpgsql stable set search_path = pg_catalog, madoguchi set plan_cache_mode = force_generic_plan as $$
declare
  v_values integer[];
begin
  select array_agg((s.value #>> '{}')::integer order by array_position(p_keys, s.key)) into v_values
  from (select distinct on (s.key) s.key, s.value from madoguchi.setting s
        where s.key = any (p_keys) and s.effective_from <= p_at order by s.key, s.effective_from desc) s;
  if cardinality(v_values) is distinct from cardinality(p_keys) then
    raise exception 'one of the settings % has no value at %', p_keys, p_at using errcode = 'MD001';
  end if;
  return v_values;
end $$;
comment on function madoguchi.settings_int(text[], timestamptz) is
  'Several settings in force at a moment as whole numbers, in the order of their keys, each named once; raises MD001 when one has none.';

create or replace function madoguchi.takeover_signs(p_member_no text, p_at timestamptz)
returns table (sign text, since timestamptz, grave boolean, evidence jsonb)
language plpgsql stable set search_path = pg_catalog, madoguchi set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
declare
  v_set      integer[] := madoguchi.settings_int(array['takeover.shown_days', 'takeover.contact_data_hours', 'takeover.draw_hours',
                                'takeover.device_days', 'takeover.draw_percent', 'takeover.address_hours', 'takeover.address_members'], p_at);
  v_answered timestamptz := (select max(k.cleared_at) from madoguchi.login_lock k
                              where k.member_no = p_member_no and k.kind = 'TAKEOVER' and k.cleared_at <= p_at);
  v_from     timestamptz := greatest(p_at - make_interval(days => v_set[1]), v_answered);
  v_watched  interval := make_interval(hours => v_set[2]);
  v_within   interval := make_interval(hours => v_set[3]);
  v_known    timestamptz := v_from - make_interval(days => v_set[4]);
  v_near     interval := make_interval(hours => v_set[6]);
  v_changes  jsonb[] := (select array_agg(jsonb_build_object('what', c.what, 'at', c.at))
                         from madoguchi.contact_data_changes(p_member_no, v_from - v_watched, p_at) c);
  v_new      jsonb[];
begin
  return query
    select 'FLAGGED', f.valid_from, true, jsonb_build_object('source', f.source)
    from madoguchi.attention_flag f
    where f.member_no = p_member_no and f.kind = 'TAKEOVER_SUSPECTED' and f.valid_from <= p_at and (f.valid_to is null or f.valid_to > p_at)
      and (v_answered is null or f.valid_from > v_answered)
    union all
    select 'LOCKED', k.locked_at, true, jsonb_build_object('cause', k.cause)
    from madoguchi.login_lock k
    where k.member_no = p_member_no and k.kind = 'TAKEOVER' and k.locked_at <= p_at and (k.cleared_at is null or k.cleared_at > p_at);
  return query
    select r.kind, max(r.at), true, jsonb_build_object('contact', (array_agg(r.contact_no::text order by r.at desc))[1], 'times', count(*))
    from madoguchi.takeover_report r where r.member_no = p_member_no and r.at > v_from and r.at <= p_at
    group by r.kind;
  return query
    select 'WEB_ID_AND_PIN_ONE_DAY', max(greatest(w.ended_at, r.at)), true, jsonb_build_object('web_id_at', max(w.ended_at), 'pin_at', max(r.at))
    from madoguchi.web_id w
    join lateral (
      select c.requested_at as at from madoguchi.credential_reset c where c.member_no = p_member_no and c.secret = 'PIN'
      union all
      select c.at from madoguchi.secret_change c where c.member_no = p_member_no and c.secret = 'PIN') r
      on r.at > v_from and r.at <= p_at and (r.at at time zone 'Asia/Tokyo')::date = (w.ended_at at time zone 'Asia/Tokyo')::date
    where w.member_no = p_member_no and w.end_reason = 'REISSUED' and w.ended_at > v_from and w.ended_at <= p_at
    group by (w.ended_at at time zone 'Asia/Tokyo')::date;
  return query
    select 'CONTACT_DATA_CHANGED', c.at, false, jsonb_build_object('what', c.what, 'until', c.at + v_watched)
    from (select n->>'what' as what, (n->>'at')::timestamptz as at from unnest(v_changes) n) c
    where c.at > greatest(v_from, p_at - v_watched);
  -- Most members have borrowed nothing lately, or from where they always do: draws are looked at only beside something to compare them with.
  if exists (select from madoguchi.ledger_entry e where e.member_no = p_member_no and e.at > v_from and e.at <= p_at and e.kind = 'BORROWING') then
    if v_changes is not null then
      return query
        select 'CHANGED_THEN_DRAW', d.at, true, jsonb_build_object('what', c.what, 'changed_at', c.at, 'draw_at', d.at, 'amount', d.amount)
        from (select n->>'what' as what, (n->>'at')::timestamptz as at from unnest(v_changes) n) c
        join lateral (select x.* from madoguchi.draws(p_member_no, v_from, p_at) x where x.at > c.at and x.at <= c.at + v_watched order by x.at limit 1) d on true;
    end if;
    -- The first success of each device that is new since then, after another device had succeeded.
    select array_agg(jsonb_build_object('device', l.device, 'at', l.at)) into v_new
    from (select a.device, min(a.at) as at
          from madoguchi.login_attempt a
          where a.member_no = p_member_no and a.outcome = 'SUCCESS' and a.channel <> 'ATM' and a.device is not null
            and a.at > v_from - v_within and a.at <= p_at
          group by a.device) l
    where not exists (select from madoguchi.login_attempt b
                      where b.member_no = p_member_no and b.outcome = 'SUCCESS' and b.channel <> 'ATM' and b.device = l.device
                        and b.at > v_known and b.at <= v_from - v_within)
      and exists (select from madoguchi.login_attempt b
                  where b.member_no = p_member_no and b.outcome = 'SUCCESS' and b.channel <> 'ATM' and b.device is not null
                    and b.at > v_known and b.at < l.at);
    if v_new is not null then
      return query
        select 'NEW_DEVICE_THEN_DRAW', d.at, true,
               jsonb_build_object('device', v.device, 'login_at', v.at, 'draw_at', d.at, 'amount', d.amount, 'percent', d.amount * 100 / d.available)
        from madoguchi.draws(p_member_no, v_from, p_at) d
        join lateral (
          select n->>'device' as device, (n->>'at')::timestamptz as at
          from unnest(v_new) n
          where (n->>'at')::timestamptz <= d.at and (n->>'at')::timestamptz > d.at - v_within
          order by 2 desc limit 1) v on true
        where d.available > 0 and d.amount * 100 >= d.available * v_set[5];
    end if;
  end if;
  return query
    select 'MANY_MEMBERS_ONE_ADDRESS', o.at, true, jsonb_build_object('address', host(o.source_address), 'members', n.members)
    from (
      select a.source_address, max(a.at) as at
      from madoguchi.login_attempt a
      where a.member_no = p_member_no and a.outcome = 'WRONG_SECRET' and a.source_address is not null and a.at > v_from and a.at <= p_at
      group by a.source_address) o
    cross join lateral (
      select count(distinct a.member_no) as members
      from madoguchi.login_attempt a
      where a.source_address = o.source_address and a.outcome = 'WRONG_SECRET'
        and a.at > o.at - v_near and a.at < least(o.at + v_near, p_at + interval '1 microsecond')
        and a.at > v_from - v_near and a.at <= p_at) n
    where n.members >= v_set[7];
end $$;
