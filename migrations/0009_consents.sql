-- Only the person says yes. An officer at the desk sees what she said and cannot say it for her.
revoke insert on consent from aside_desk;
drop policy desk_writes on consent;

-- Nor does the desk's role write a letter of hers, or a key packet but for a reader and for her.
alter policy desk_writes on message
with check (dir <> 'r>o' and exists (select from reader r where r.case_id = message.case_id));
alter policy desk_writes on message_key
with check (
  role in ('officer', 'reporter')
  and exists (select from message m where m.id = message_key.message_id)
  and may_be_sealed_to(message_id, role, reader)
);

grant select, insert on consent to aside_reporter;
create policy reporter on consent for select to aside_reporter
using (exists (select from receipt r where r.case_id = consent.case_id));
-- An answer to a letter of this case that asked, about another office than the one that has it.
create policy reporter_writes on consent for insert to aside_reporter
with check (
  office is not null and content is not null
  and exists (
    select from message m
    where m.id = consent.request and m.case_id = consent.case_id and m.dir = 'o>r' and m.kind = 'consent'
  )
);

-- Whoever lets concerns in writes down what was agreed to before telling, and answers no request for anybody.
alter policy intake on consent with check (request is null and n = 1);

-- One answer to a request, and at most one change of mind: from yes to no. After a no only a new request can be
-- answered, so that nobody presses until there is a yes; and what she took back cannot be agreed to again by an old card.
create unique index consent_once on consent (request, agreed) where request is not null;
create function consent_in_order() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
  if new.agreed and exists (select from consent c where c.case_id = new.case_id and c.request = new.request) then
    raise exception using errcode = 'AS001', message = 'consent: an answered request is not answered with yes again';
  end if;
  if exists (
    select from consent c
    where c.case_id = new.case_id and c.request = new.request
      and (c.content is distinct from new.content or c.office is distinct from new.office)
  ) then
    raise exception using errcode = 'AS001', message = 'consent: a request is about one text and one office';
  end if;
  return new;
end
$$;
revoke execute on function consent_in_order() from public;
create trigger consent_in_order before insert on consent
for each row when (new.request is not null) execute function consent_in_order();

-- Facts that a person agreed to be counted with arrive together and belong apart. Rows written in one transaction can
-- be brought together by its number and by their place on the disk; so once a day, when there is something new, the
-- whole table is written anew: in one transaction, in the order of what stands in it (docs/decisions/009).
create function settle_statistics() returns int
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  with taken as (
    delete from statistic where (select count(distinct s.xmin::text) from statistic s) > 1
    returning quarter, category, fact
  ), written as (
    insert into statistic (quarter, category, fact)
    select t.quarter, t.category, t.fact from taken t order by t.quarter, t.category, t.fact returning 1
  )
  select count(*)::int from written
$$;
grant select, insert, delete on statistic to aside_keeper;
grant create on schema public to aside_keeper;
alter function settle_statistics owner to aside_keeper;
revoke create on schema public from aside_keeper;
set local role aside_keeper;
revoke execute on function settle_statistics from public;
grant execute on function settle_statistics to aside_duty;
reset role;
