-- Those that are over go. The others are written anew, all in one transaction and in the order of their hashes: what
-- was written together with which line of the ledger, and so by whom, can then not be seen any more.
set local role aside_keeper;

create or replace function rewrite_office_links(before date) returns int
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  with taken as (
    delete from office_link returning hash, office, until
  ), kept as (
    insert into office_link (hash, office, until)
    select t.hash, t.office, t.until from taken t where t.until >= no_later_than_today(before, 'Etc/GMT+12') order by t.hash
    returning 1
  )
  select ((select count(*) from taken) - (select count(*) from kept))::int
$$;

revoke execute on function rewrite_office_links from public;
grant execute on function rewrite_office_links to aside_duty;

reset role;
