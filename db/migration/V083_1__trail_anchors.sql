-- The text of an entry without a search path of its own, so that it becomes part of the statement that asks for it: a million hashes take seconds.
create or replace function madoguchi.audit_text(p madoguchi.audit_entry) returns text
language sql stable parallel safe
return concat(
  encode((p).previous, 'hex'), E'\x1f', (p).chain, E'\x1f', (p).seq, E'\x1f',
  to_char((p).at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), E'\x1f',
  (p).application, E'\x1f', (p).action, E'\x1f', (p).outcome, E'\x1f', (p).staff_no, E'\x1f', (p).place_no, E'\x1f',
  (p).contact_no, E'\x1f', (p).member_no, E'\x1f', (p).operation_id, E'\x1f', (p).reason, E'\x1f', (p).details);
