-- Re-activation by phone rests on a call-back in the database too; the number of a report is told by its own name.
create or replace function madoguchi.reactivate_in_contact(p_contact_no text, p_check_id bigint, p_staff_no text, p_approval_ref uuid)
returns timestamptz
language plpgsql security definer set search_path = pg_catalog, madoguchi as $$
declare
  v_contact madoguchi.contact;
  v_changed boolean;
  v_at      timestamptz;
begin
  select c.* into v_contact from madoguchi.contact c where c.contact_no::text = p_contact_no;
  perform 1 from madoguchi.member m where m.member_no = v_contact.member_no for no key update;
  v_at := clock_timestamp();
  if v_contact.member_no is null
     or not madoguchi.identity_proof_holds(p_contact_no, p_check_id, v_contact.member_no::text, p_staff_no, v_contact.place_no::text, v_at) then
    raise exception 'a member is re-activated only in an open contact, on a valid identity check' using errcode = 'MD003';
  end if;
  if v_contact.channel not in ('STORE', 'MACHINE') and not madoguchi.called_back(p_contact_no, v_at) then
    raise exception 'by phone a member is re-activated only after a call-back' using errcode = 'MD003';
  end if;
  if madoguchi.dormant_since(v_contact.member_no::text, v_at) is null then
    raise exception 'the member is not dormant' using errcode = 'MD003';
  end if;
  v_changed := madoguchi.contact_data_changed(v_contact.member_no::text, v_contact.opened_at);
  if (v_changed or p_approval_ref is not null) and not madoguchi.approval_is_for(p_approval_ref, p_contact_no, 'REACTIVATE') then
    raise exception 'contact data were changed in this contact: a second person has to agree' using errcode = 'MD003';
  end if;
  insert into madoguchi.reactivation (member_no, at, contact_no, check_id, staff_no, place_no, contact_data, approval_ref)
  values (v_contact.member_no, v_at, p_contact_no, p_check_id, p_staff_no, v_contact.place_no,
          case when v_changed then 'CHANGED' else 'CONFIRMED' end, p_approval_ref);
  insert into madoguchi.outbox (ref, member_no, kind, channel, payload, created_at, due_at)
  values (gen_random_uuid(), v_contact.member_no, 'REACTIVATED', madoguchi.message_channel(v_contact.member_no::text),
          jsonb_build_object('reactivated_at', v_at)::text, v_at, v_at);
  return v_at;
end $$;

insert into madoguchi.message_template (kind, channel, valid_from, subject, body)
select kind, channel, timestamptz '2020-01-02 00:00:00+09', subject, replace(body, '受付番号', '届出番号')
from madoguchi.message_template
where kind = 'CARD_STOPPED' and valid_from = timestamptz '2020-01-01 00:00:00+09';
