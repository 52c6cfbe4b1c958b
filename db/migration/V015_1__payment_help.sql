-- How a member who cannot log in repays now (DOMAIN R31b): from when it is told, and in which words.
insert into madoguchi.setting (key, effective_from, value, made_by) values
  ('diagnosis.payment_days', timestamptz '2000-01-01 00:00:00+09', '3', 'migration');

insert into madoguchi.call_sentence (code, effective_from, words)
select code, timestamptz '2000-01-01 00:00:00+09', words from (values
  ('PAY_DUE', 'ご返済期日は{due_on}、本日ご返済いただく場合の金額は{amount}円でございます。'),
  ('PAY_LATE', '{due_on}のご返済が確認できておりません。本日ご返済いただく金額は、遅延損害金を含めて{amount}円でございます。'),
  ('PAY_ENDED', 'ご契約は終了しておりますが、ご返済が残っております。本日すべてご返済いただく場合の金額は{amount}円でございます。'),
  ('PAY_BY_TRANSFER', 'お振込みでのご返済先は、窓口銀行 本店営業部 普通預金 1234567 でございます。お振込人名の前に会員番号をご入力ください。'),
  ('PAY_AT_COUNTER', '店舗の窓口でもご返済いただけます。{nearby}'),
  ('PAY_AT_MACHINE', '自動契約機でもご返済いただけます。'),
  ('PAY_AT_ATM', 'カードをお持ちでしたら、提携ATMでもご返済いただけます。')) s(code, words);
