-- An instant transfer stands or falls with the bank: a notice says with which banks it is affected.
alter table madoguchi.notice
  add column banks text check (length(banks) between 1 and 200);
comment on column madoguchi.notice.banks is 'With which banks instant transfers are affected, as members read it; null = with all, or instant transfers are not affected.';
alter table madoguchi.notice_version
  add column banks text check (length(banks) between 1 and 200),
  add constraint notice_version_banks check (banks is null or 'INSTANT_TRANSFER' = any (services));
comment on column madoguchi.notice_version.banks is 'With which banks instant transfers are affected; null = with all, or instant transfers are not affected.';

create or replace function madoguchi.publish_notice(p_version madoguchi.notice_version, p_at timestamptz) returns void
language plpgsql set search_path = pg_catalog, madoguchi as $$
declare
  v_id bigint;
begin
  insert into madoguchi.notice as n (ref, kind, severity, title, body, to_say, title_en, body_en, banks, shown_from, shown_until, affected_from, affected_to)
  values (p_version.notice_ref, p_version.kind, p_version.severity, p_version.title, p_version.body, p_version.to_say, p_version.title_en,
          p_version.body_en, p_version.banks, greatest(p_version.shown_from, p_at), p_version.shown_until, p_version.affected_from, p_version.affected_to)
  on conflict (ref) do update
    set kind = excluded.kind, severity = excluded.severity, title = excluded.title, body = excluded.body, to_say = excluded.to_say,
        title_en = excluded.title_en, body_en = excluded.body_en, banks = excluded.banks, shown_until = excluded.shown_until,
        affected_from = excluded.affected_from, affected_to = excluded.affected_to,
        shown_from = case when n.shown_from <= p_at then n.shown_from else excluded.shown_from end,
        version = n.version + 1, changed_at = p_at
  returning n.id into v_id;
  delete from madoguchi.notice_service where notice_id = v_id;
  insert into madoguchi.notice_service (notice_id, service) select distinct v_id, s from unnest(p_version.services) s;
end $$;

drop function madoguchi.send_notice(uuid, uuid, integer, text, text, text[], text, text, text, text, text, timestamptz, timestamptz, timestamptz, timestamptz, boolean, text);
create function madoguchi.send_notice(
  p_ref uuid, p_notice_ref uuid, p_based_on integer, p_kind text, p_severity text, p_services text[], p_banks text, p_title text, p_body text,
  p_to_say text, p_title_en text, p_body_en text, p_affected_from timestamptz, p_affected_to timestamptz, p_shown_from timestamptz,
  p_shown_until timestamptz, p_emergency boolean, p_staff_no text) returns uuid
language plpgsql security definer set search_path = pg_catalog, madoguchi as $$
declare
  v_notice  madoguchi.notice;
  v_version madoguchi.notice_version;
  v_at      timestamptz;
begin
  select n.* into v_notice from madoguchi.notice n where n.ref = p_notice_ref for update;
  v_at := clock_timestamp();
  perform madoguchi.require_notice_writer(p_staff_no, v_at);
  if coalesce(v_notice.version, 0) is distinct from p_based_on or v_notice.withdrawn_at is not null then
    raise exception 'notice % is not as it was seen', p_notice_ref using errcode = 'MD003';
  elsif p_shown_until <= v_at then
    raise exception 'notice % would never be shown', p_notice_ref using errcode = 'MD003';
  elsif exists (select from madoguchi.notice_version v where v.notice_ref = p_notice_ref and v.decision is null) then
    raise exception 'a version of notice % waits already', p_notice_ref using errcode = 'MD003';
  end if;
  insert into madoguchi.notice_version (ref, notice_ref, number, based_on, kind, severity, services, banks, title, body, to_say, title_en, body_en,
                                        shown_from, shown_until, affected_from, affected_to, emergency, maker, made_at, published_at)
  values (p_ref, p_notice_ref, (select count(*) + 1 from madoguchi.notice_version v where v.notice_ref = p_notice_ref), p_based_on,
          p_kind, p_severity, p_services, p_banks, p_title, p_body, p_to_say, p_title_en, p_body_en,
          case when p_emergency then v_at else p_shown_from end, p_shown_until, p_affected_from, p_affected_to, p_emergency, p_staff_no, v_at,
          case when p_emergency then v_at end)
  returning * into v_version;
  if p_emergency then
    perform madoguchi.publish_notice(v_version, v_at);
  end if;
  return p_ref;
end $$;
comment on function madoguchi.send_notice(uuid, uuid, integer, text, text, text[], text, text, text, text, text, text, timestamptz, timestamptz, timestamptz, timestamptz, boolean, text) is
  'Keeps a version for a second admin; in an emergency (outages only) it is the notice at once. Refuses a notice that changed since it was seen, was withdrawn, has a version that waits, or would be over already (MD003).';

drop function member_site.current_notices(timestamptz);
drop function madoguchi.public_notices(timestamptz, timestamptz);
create function madoguchi.public_notices(p_from timestamptz, p_to timestamptz)
returns table (ref uuid, kind text, severity text, services text[], title text, body text, title_en text, body_en text,
               affected_from timestamptz, affected_to timestamptz, shown_from timestamptz, shown_until timestamptz,
               updated_at timestamptz, updates jsonb, banks text)
language sql stable set search_path = pg_catalog, madoguchi as $$
  select n.ref, n.kind, n.severity,
         array(select s.service from madoguchi.notice_service s where s.notice_id = n.id order by s.service),
         n.title, n.body, n.title_en, n.body_en, n.affected_from, n.affected_to, n.shown_from, v.until,
         greatest(n.shown_from, n.changed_at),
         (select coalesce(jsonb_agg(jsonb_build_object('at', u.at, 'kind', u.kind, 'text', u.text, 'textEn', u.text_en) order by u.id), '[]')
            from madoguchi.notice_update u where u.notice_ref = n.ref),
         n.banks
  from madoguchi.notice n
  cross join lateral (select least(n.shown_until, n.withdrawn_at) as until) v
  where n.shown_from <= p_to and (v.until is null or v.until > p_from and v.until > n.shown_from)
  order by n.shown_from desc, n.id desc
$$;
comment on function madoguchi.public_notices(timestamptz, timestamptz) is
  'Every notice that a member may see at any moment from p_from to p_to, both included, the latest first; shown_until is the end of its visibility, a withdrawal included (null = open); updates is a list of {at, kind, text, textEn}, the oldest first; banks says with which banks instant transfers are affected (null = all).';

create function member_site.current_notices(p_at timestamptz default clock_timestamp())
returns table (ref uuid, kind text, severity text, services text[], title text, body text, title_en text, body_en text,
               affected_from timestamptz, affected_to timestamptz, shown_from timestamptz, shown_until timestamptz,
               updated_at timestamptz, updates jsonb, banks text)
language sql stable security definer set search_path = pg_catalog, madoguchi as $$
  select * from madoguchi.public_notices(p_at, p_at)
$$;
comment on function member_site.current_notices(timestamptz) is
  'The notices for the top page at a moment, the latest first. Title, text and banks are plain text: escape them.';
