-- A fact that was counted remembers whether it was written anew since it came: the only person of a quarter as well. Those
-- that are there are, once more, with the next turn.
alter table statistic add column is_rewritten boolean default false not null;
revoke insert on statistic from aside_intake;
grant insert (quarter, category, fact) on statistic to aside_intake;
