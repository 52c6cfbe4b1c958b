-- Papers that prove nothing are not kept: the key of their masked pages is destroyed after some days (DOMAIN, decisions: retention).
insert into madoguchi.setting (key, effective_from, value, made_by)
values ('retention.refused_paper_days', timestamptz '2000-01-01 00:00:00+09', '90', 'migration');
