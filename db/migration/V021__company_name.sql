-- The name under which the company is spoken of, to the member only (DOMAIN §6); an installation adds its own as a later row.
insert into madoguchi.setting (key, effective_from, value, made_by) values
  ('company.name', timestamptz '2000-01-01 00:00:00+09', '"まどぐちファイナンス"', 'migration');
