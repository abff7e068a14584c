-- Each row takes the smallest number among the rows that share a key with it; again until none changes.
create or replace table further as
with smallest as (select key, min(person) as person from shared_key join person using (member) group by key)
select member, min(smallest.person) as person from shared_key join smallest using (key) group by member;
