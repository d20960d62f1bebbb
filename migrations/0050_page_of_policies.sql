-- A policy that was shown says whether it opened the anonymous page: the way back of whoever has words follows from it.
-- Of policies of before it is read from their text; where somebody has words already, it was open under one of them.
alter table policy add column page boolean;
alter table receipt no force row level security;
alter table delayed_inbox no force row level security;
alter table policy disable trigger user;
update policy set page = text ~* E'(^|\n)["'']?page["'']?[ \t]*:[ \t]*true'
  or exists (select from receipt where kind = 'words') or exists (select from delayed_inbox);
alter table policy enable trigger user;
alter table delayed_inbox force row level security;
alter table receipt force row level security;
alter table policy alter column page set not null;
