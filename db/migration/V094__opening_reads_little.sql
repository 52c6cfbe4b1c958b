-- What the opening of a member asks again and again is planned once a connection, not once a question; what is answered stays the same.
alter function madoguchi.setting(text, timestamptz) set plan_cache_mode = force_generic_plan;
alter function madoguchi.setting_int(text, timestamptz) set plan_cache_mode = force_generic_plan;
alter function madoguchi.valid_identity_check(text, timestamptz) set plan_cache_mode = force_generic_plan;
alter function madoguchi.proves_by_call_back(text, text, timestamptz) set plan_cache_mode = force_generic_plan;
alter function madoguchi.called_back(text, timestamptz) set plan_cache_mode = force_generic_plan;
alter function madoguchi.minimum_repayment(text, bigint) set plan_cache_mode = force_generic_plan;
alter function madoguchi.business_day_after(date, integer) set plan_cache_mode = force_generic_plan;
alter function madoguchi.is_barred(text, text) set plan_cache_mode = force_generic_plan;
