-- What was read out when an offer was accepted by phone; requests whose papers have come are free for a reviewer again.
insert into madoguchi.call_sentence (code, effective_from, words) values
  ('LIMIT_OFFER', timestamptz '2000-01-01 00:00:00+09',
   'ご利用限度額を{old_limit}円から{limit}円に、実質年率を{old_apr}%から{apr}%に変更いたします。全額をご利用の場合、毎月の最低ご返済額は{minimum}円です。このご提案は{valid_until}まで有効です。変更後の契約内容は書面でお届けします。この内容で承諾されますか。');

create function madoguchi.limit_offer_words(p_offer uuid) returns text
language sql stable set search_path = pg_catalog, madoguchi as $$
  select replace(replace(replace(replace(replace(replace(s.words,
           '{old_limit}', to_char(o.old_limit::bigint, 'FM999,999,999')), '{limit}', to_char(o.credit_limit::bigint, 'FM999,999,999')),
           '{old_apr}', trim_scale(o.old_apr)::text), '{apr}', trim_scale(o.apr)::text),
           '{minimum}', to_char(o.minimum_repayment::bigint, 'FM999,999,999')),
           '{valid_until}', to_char(o.valid_until at time zone 'Asia/Tokyo', 'FMYYYY"年"FMMM"月"FMDD"日"FMHH24"時"MI"分"'))
  from madoguchi.limit_offer o
  cross join lateral (select c.words from madoguchi.call_sentence c where c.code = 'LIMIT_OFFER' and c.effective_from <= o.made_at
                      order by c.effective_from desc limit 1) s
  where o.ref = p_offer
$$;
comment on function madoguchi.limit_offer_words(uuid) is
  'What is read out to the member about an offer: the sentence of the day on which it was made, with its figures; the same as long as the offer stands.';

create table madoguchi.limit_offer_reading (
  offer_ref  uuid primary key references madoguchi.limit_offer,
  contact_no madoguchi.contact_no not null references madoguchi.contact,
  words      text not null check (length(words) between 1 and 1000),
  staff_no   madoguchi.staff_no not null references madoguchi.staff,
  read_at    timestamptz not null
);
create index limit_offer_reading_by_contact on madoguchi.limit_offer_reading (contact_no);
create index limit_offer_reading_by_staff on madoguchi.limit_offer_reading (staff_no);
create trigger limit_offer_reading_is_final before update or delete on madoguchi.limit_offer_reading
  for each row execute function madoguchi.refuse_change();
comment on table madoguchi.limit_offer_reading is 'The text to which a member agreed by phone when an offer was accepted, word by word.';
comment on column madoguchi.limit_offer_reading.offer_ref is 'Which offer.';
comment on column madoguchi.limit_offer_reading.contact_no is 'In which call.';
comment on column madoguchi.limit_offer_reading.words is 'What was read out.';
comment on column madoguchi.limit_offer_reading.staff_no is 'Who read it out.';
comment on column madoguchi.limit_offer_reading.read_at is 'When the member agreed.';

create or replace function madoguchi.accept_limit_offer_in_contact(p_offer uuid, p_by text, p_contact_no text, p_check_id bigint, p_staff_no text) returns text
language plpgsql security definer set search_path = pg_catalog, madoguchi as $$
declare
  v_contact madoguchi.contact;
  v_outcome text;
  v_at      timestamptz;
begin
  select c.* into v_contact from madoguchi.contact c where c.contact_no::text = p_contact_no;
  perform 1 from madoguchi.member m where m.member_no = v_contact.member_no for no key update;
  v_at := clock_timestamp();
  if v_contact.member_no is null or p_by is distinct from (case when v_contact.channel in ('STORE', 'MACHINE') then 'SIGNATURE' else 'READ_OUT' end)
     or not madoguchi.identity_proof_holds(p_contact_no, p_check_id, v_contact.member_no::text, p_staff_no, v_contact.place_no::text, v_at) then
    raise exception 'an offer is accepted in an open contact, on a valid identity check' using errcode = 'MD003';
  end if;
  v_outcome := madoguchi.accept_limit_offer_at(p_offer, v_contact.member_no::text, p_by, p_contact_no, p_staff_no, v_at);
  if v_outcome = 'ACCEPTED' then
    insert into madoguchi.limit_offer_reading (offer_ref, contact_no, words, staff_no, read_at)
    select o.ref, o.contact_no, madoguchi.limit_offer_words(o.ref), p_staff_no, v_at
    from madoguchi.limit_offer o where o.ref = p_offer and o.accepted_by = 'READ_OUT' and o.contact_no::text = p_contact_no
    on conflict do nothing;
  end if;
  return v_outcome;
end $$;
comment on function madoguchi.accept_limit_offer_in_contact(uuid, text, text, bigint, text) is
  'The same for the member in front: by signature in person, to the text that was read out by phone, which is kept word by word; refused without proof of who accepts (MD003).';

create function madoguchi.limit_papers_came(p_request uuid, p_at timestamptz) returns boolean
language sql stable set search_path = pg_catalog, madoguchi as $$
  select exists (
    select from madoguchi.limit_request r
    join madoguchi.income_on_file f on f.member_no = r.member_no and f.source = 'CERTIFICATE' and f.valid_from <= p_at
      and f.valid_from > (select max(d.decided_at) from madoguchi.limit_decision d where d.request_ref = r.ref)
    where r.ref = p_request and r.state = 'AT_MEMBER'
      and not exists (select from madoguchi.income_decision_undo u where u.decision_ref = f.decision_ref))
$$;
comment on function madoguchi.limit_papers_came(uuid, timestamptz) is
  'Whether an income certificate was accepted since a request went back to the member for papers: it is a reviewer''s again.';
