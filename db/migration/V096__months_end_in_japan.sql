-- A month ends at midnight in Japan, also for a session that stands in another time zone.
create or replace function madoguchi.open_periodic_reviews(p_month date, p_after bigint, p_most integer, out opened integer, out last_contract bigint)
language plpgsql security definer set search_path = pg_catalog, madoguchi as $$
declare
  v_month date := date_trunc('month', p_month::timestamp)::date;
  v_end   date := (v_month + interval '1 month')::date;
  v_at    timestamptz := v_end::timestamp at time zone 'Asia/Tokyo';
begin
  opened := 0;
  if v_at > clock_timestamp() then
    return;
  end if;
  select max(e.contract_id) into last_contract
  from (select e.contract_id from madoguchi.month_end e where e.month = v_month and e.contract_id > p_after order by e.contract_id limit p_most) e;
  insert into madoguchi.periodic_review (ref, contract_id, member_no, month, kind, due_by)
  select gen_random_uuid(), d.contract_id, d.member_no, v_month, d.kind, v_end - 1 + madoguchi.setting_int('periodic_review.days', v_at)
  from (
    select c.id as contract_id, c.member_no,
           case when e.drawn > s.drawn and e.balance > s.balance then 'MONTHLY'
                when e.balance > s.balance and c.credit_limit > 0
                     and not exists (select from madoguchi.borrowing_stop b where b.member_no = c.member_no and b.lifted_at is null)
                     and not exists (select from madoguchi.bureau_answer a
                                     where a.member_no = c.member_no and a.outcome = 'ANSWERED'
                                       and a.answered_at >= v_at - make_interval(months => s.months)) then 'QUARTERLY' end as kind
    from madoguchi.month_end e
    join madoguchi.contract c on c.id = e.contract_id and c.state = 'ACTIVE'
    cross join (select madoguchi.setting_int('periodic_review.drawn_above', v_at)::bigint as drawn,
                       madoguchi.setting_int('periodic_review.balance_above', v_at)::bigint as balance,
                       madoguchi.setting_int('periodic_review.months', v_at) as months) s
    where e.month = v_month and e.contract_id > p_after and e.contract_id <= last_contract) d
  where d.kind is not null
  on conflict (contract_id, month) do nothing;
  get diagnostics opened = row_count;
end $$;
