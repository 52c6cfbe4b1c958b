-- A month ends at midnight in Japan, also for a session that stands in another time zone.
alter function madoguchi.open_periodic_reviews(date, bigint, integer) set timezone = 'Asia/Tokyo';
