-- A simulation (利息シミュレーション) that a member asked for, by mail. The kinds of messages grow by one, whatever they are by now.
do $$
declare
  v_table text;
begin
  foreach v_table in array array['outbox', 'message_template'] loop
    execute (
      select format('alter table madoguchi.%I drop constraint %I, add constraint %I %s', v_table, c.conname, c.conname,
                    replace(pg_get_constraintdef(c.oid), 'ARRAY[', 'ARRAY[''SIMULATION_SENT''::text, '))
      from pg_constraint c where c.conname = v_table || '_kind_check');
  end loop;
end $$;

insert into madoguchi.message_template (kind, channel, valid_from, subject, body) values
  ('SIMULATION_SENT', 'MAIL', timestamptz '2000-01-01 00:00:00+09', 'お問い合わせの計算結果のお知らせ',
   '{name} さま' || E'\n\n' || 'お問い合わせいただいた内容の計算結果をお知らせします。' || E'\n\n' || '{simulation}' || E'\n\n' ||
   'お心当たりのない場合は、お手元のカードの裏面に記載の電話番号までご連絡ください。' || E'\n' ||
   'このメールは送信専用です。暗証番号やパスワードをメールでお尋ねすることはありません。' || E'\n');
