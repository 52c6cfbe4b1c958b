-- What moved in the contracts of demo.person, so that the last row says what the contract says: the last borrowing, then an instalment on each
-- due date. Member 18 has twenty years of it in 5,000 rows, member 17 ten rows; above 100,000 members all others have their balance taken over.
create type demo.movement as (
  seq integer, kind text, channel text, valued_on date, amount bigint, principal_change bigint, interest bigint, late_charge bigint,
  to_late_charge bigint, to_interest bigint, to_principal bigint, unpaid bigint, balance bigint, note text);

create function demo.movements(p_i bigint, p_start date, p_end date, p_due_day integer, p_balance bigint, p_last bigint, p_apr numeric, p_rows integer, p_most integer)
returns setof demo.movement
language plpgsql set search_path = pg_catalog as $$
declare
  v_minimum bigint := demo.minimum_repayment(p_last);
  v_count   integer := case when p_last = p_balance then 0
    else least(p_most, (p_last - p_balance) / greatest(1000, v_minimum - floor(p_balance * p_apr * 28 / 36600)::bigint) + 1) end;
  v_dues    date[] := '{}';
  v_due     date := p_end;
  v_first   date;
  v_walked  integer;
  v_moved   date := p_start;
  v_late    boolean;
  m         demo.movement;
begin
  while cardinality(v_dues) < v_count and v_due > p_start + 10 loop
    v_dues := v_due || v_dues;
    v_due := demo.due_before(v_due, p_due_day);
  end loop;
  v_count := cardinality(v_dues);
  v_first := case when v_count = 0 then p_end else greatest(p_start + 5, demo.due_before(v_dues[1], p_due_day) + 3 + demo.draw(p_i, 244, 9)) end;
  m.balance := 0;
  m.unpaid := 0;
  m.seq := 0;

  -- Years of small borrowings and repayments
  v_walked := p_rows - 1 - v_count;
  for j in 1 .. v_walked loop
    m.valued_on := p_start + ((v_first - 1 - p_start)::bigint * j / v_walked)::integer;
    v_late := j % 500 = 499 and m.valued_on - v_moved > 0;
    m.interest := case when m.balance < 1000 or v_late then 0 else madoguchi.interest(m.balance, p_apr, v_moved, m.valued_on) end;
    m.late_charge := case when v_late then madoguchi.interest(m.balance, 20, v_moved, m.valued_on) else 0 end;
    m.to_late_charge := 0; m.to_interest := 0; m.to_principal := 0; m.note := null;
    if j % 1000 = 0 then
      m.kind := 'ADJUSTMENT'; m.channel := 'OFFICE'; m.amount := 110; m.principal_change := -110; m.note := 'ATM手数料の返金分を元金に充当';
      m.unpaid := m.unpaid + m.interest;
    elsif m.channel = 'ATM' and m.kind = 'BORROWING' and demo.draw(p_i, 7000 + j, 3) = 0 then
      m.kind := 'FEE'; m.valued_on := v_moved; m.amount := case when demo.draw(p_i, 13000 + j, 2) = 0 then 110 else 220 end; m.principal_change := 0; m.interest := 0;
    elsif not v_late and (m.balance < 60000 or (m.balance < p_last - 110000 and demo.draw(p_i, 1000 + j, 2) = 0)) then
      m.kind := 'BORROWING'; m.channel := (array['ATM', 'ATM', 'APP', 'MEMBER_PAGE'])[1 + demo.draw(p_i, 19000 + j, 4)];
      m.amount := (1 + demo.draw(p_i, 25000 + j, 8)) * 5000; m.principal_change := m.amount; m.unpaid := m.unpaid + m.interest;
    else
      m.kind := 'REPAYMENT'; m.channel := (array['ATM', 'ATM', 'DIRECT_DEBIT', 'BANK_TRANSFER', 'MEMBER_PAGE', 'STORE'])[1 + demo.draw(p_i, 31000 + j, 6)];
      m.amount := (1 + demo.draw(p_i, 37000 + j, 8)) * 5000;
      m.to_late_charge := m.late_charge;
      m.to_interest := least(m.amount - m.to_late_charge, m.unpaid + m.interest);
      m.to_principal := m.amount - m.to_late_charge - m.to_interest;
      m.principal_change := -m.to_principal;
      m.unpaid := m.unpaid + m.interest - m.to_interest;
    end if;
    m.balance := m.balance + m.principal_change;
    m.seq := m.seq + 1;
    v_moved := case when m.kind = 'FEE' then v_moved else m.valued_on end;
    return next m;
  end loop;

  -- The last borrowing, of a new account in two
  m.late_charge := 0; m.to_late_charge := 0; m.to_interest := 0; m.to_principal := 0; m.note := null;
  m.kind := 'BORROWING';
  for j in case when v_walked > 0 or v_count = 0 or p_last < 60000 then 2 else 1 end .. 2 loop
    m.valued_on := case j when 1 then v_first - 4 else v_first end;
    m.channel := (array['MEMBER_PAGE', 'ATM', 'APP', 'MACHINE', 'MEMBER_PAGE'])[1 + demo.draw(p_i, 245 + j, 5)];
    m.interest := case when m.balance < 1000 then 0 else madoguchi.interest(m.balance, p_apr, v_moved, m.valued_on) end;
    m.amount := case when v_count = 0 then p_balance when j = 1 then p_last - 10000 * (1 + demo.draw(p_i, 248, 4)) else p_last end - m.balance;
    continue when m.amount <= 0;
    m.principal_change := m.amount;
    m.unpaid := m.unpaid + m.interest;
    m.balance := m.balance + m.amount;
    m.seq := m.seq + 1;
    v_moved := m.valued_on;
    return next m;
  end loop;

  -- The instalments since
  m.kind := 'REPAYMENT';
  m.channel := (array['DIRECT_DEBIT', 'DIRECT_DEBIT', 'BANK_TRANSFER', 'ATM'])[1 + demo.draw(p_i, 243, 4)];
  for j in 1 .. v_count loop
    m.valued_on := v_dues[j];
    m.interest := case when m.balance < 1000 then 0 else madoguchi.interest(m.balance, p_apr, v_moved, m.valued_on) end;
    m.to_interest := m.unpaid + m.interest;
    m.to_principal := case when j = v_count then m.balance - p_balance else greatest(0, least(v_minimum - m.to_interest, m.balance - p_balance)) end;
    m.amount := m.to_interest + m.to_principal;
    continue when m.amount = 0;
    m.principal_change := -m.to_principal;
    m.unpaid := 0;
    m.balance := m.balance - m.to_principal;
    m.seq := m.seq + 1;
    v_moved := m.valued_on;
    return next m;
  end loop;
end $$;

create function demo.write_ledger() returns void
language plpgsql set search_path = pg_catalog as $$
declare
  v_each boolean := (select way = 'ONE_BY_ONE' from demo.load);
begin
  insert into madoguchi.ledger_entry (member_no, contract_id, seq, kind, channel, valued_on, at, amount, principal_change, accrued_interest,
                                      accrued_late_charge, to_late_charge, to_interest, to_principal, unpaid_charges, balance, application, note)
  select c.member_no, c.id, m.seq, m.kind, m.channel, m.valued_on, demo.at(m.valued_on, 32400 + m.seq * 4), m.amount, m.principal_change, m.interest,
         m.late_charge, m.to_late_charge, m.to_interest, m.to_principal, m.unpaid, m.balance,
         case m.channel when 'OFFICE' then 'ACCOUNT_SYSTEM' when 'DIRECT_DEBIT' then 'ACCOUNT_SYSTEM' when 'BANK_TRANSFER' then 'ACCOUNT_SYSTEM' else 'MEMBER_SITE' end, m.note
  from demo.person p
  join madoguchi.contract c on c.member_no = p.member_no
  cross join lateral demo.movements(p.i, c.started_on, c.moved_on, c.due_day, c.balance, c.last_borrowing_balance, c.apr,
                                    case p.i when 18 then 5000 else 0 end, case p.i when 17 then 8 else 12 end) m
  where v_each or p.i in (17, 18)
  order by c.id, m.seq;
  if not v_each then
    insert into madoguchi.ledger_entry (member_no, contract_id, seq, kind, channel, valued_on, at, amount, principal_change, balance, application)
    select c.member_no, c.id, 1, 'OPENING', 'OFFICE', c.moved_on, demo.at(c.moved_on, 32400), c.balance, c.balance, c.balance, 'ACCOUNT_SYSTEM'
    from demo.person p join madoguchi.contract c on c.member_no = p.member_no
    where c.balance > 0 and p.i not in (17, 18)
    order by c.id;
  end if;
end $$;
