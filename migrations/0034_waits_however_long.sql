-- `settle_spent` is told which days are over everywhere, and nothing is too old to be released.
set local role aside_keeper;
drop function settle_spent(date);
reset role;
drop function waits_at_most();
