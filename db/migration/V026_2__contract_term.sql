-- What the paper of a basic contract says of its term (DOMAIN R35).
insert into madoguchi.setting (key, effective_from, value, made_by) values
  ('contract.term_years', timestamptz '2000-01-01 00:00:00+09', '5', 'migration');
