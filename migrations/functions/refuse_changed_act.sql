-- What waits keeps its words. Of its bytes only who reads may become less: a reader of what no office has seen, while
-- another is left, a key packet of somebody who reads no more, and one for recovery where somebody is kept out.
set local role aside_keeper;

create or replace function refuse_changed_act() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  before jsonb := convert_from(old.body, 'UTF8')::jsonb;
  after jsonb := convert_from(new.body, 'UTF8')::jsonb;
  first jsonb := case when new.act = 'received' then after else (
    select convert_from(b.body, 'UTF8')::jsonb from delayed_inbox b where b.lookup = new.lookup and b.act = 'received'
  ) end;
  its text := (select r.case_id from receipt r where r.lookup = new.lookup);
  readers text[] := array(
    select r.officer from reader r where r.case_id = its
    union select jsonb_array_elements_text(first #> '{filing,readers}')
  );
  any_out boolean := jsonb_array_length(coalesce(first #> '{filing,exclusions}', '[]')) > 0
    or exists (select from exclusion e where e.case_id = its);
  same boolean;
begin
  if new.act = 'received' then
    same := before #- '{letters}' #- '{filing,readers}' #- '{filing,exclusions}' #- '{filing,label,keys}'
        = after #- '{letters}' #- '{filing,readers}' #- '{filing,exclusions}' #- '{filing,label,keys}'
      and not exists (
        select from jsonb_array_elements(after #> '{filing,label,keys}') k
        where not exists (select from jsonb_array_elements(before #> '{filing,label,keys}') s where s = k)
      )
      and not exists (
        select from jsonb_array_elements(before #> '{filing,label,keys}') k
        where k ->> 'reader' = any (readers)
          and not exists (select from jsonb_array_elements(after #> '{filing,label,keys}') s where s = k)
      )
      and after #> '{filing,readers}' <@ (before #> '{filing,readers}')
      and jsonb_array_length(after #> '{filing,readers}') > 0
      and after #> '{filing,exclusions}' @> (before #> '{filing,exclusions}');
  else
    same := before - 'letters' = after - 'letters';
  end if;
  if same is distinct from true
    or jsonb_array_length(before -> 'letters') <> jsonb_array_length(after -> 'letters')
    or exists (
      select from jsonb_array_elements(before -> 'letters') with ordinality b (letter, at)
      join jsonb_array_elements(after -> 'letters') with ordinality a (letter, at) using (at)
      where a.letter - 'keys' is distinct from b.letter - 'keys'
        or exists (
          select from jsonb_array_elements(a.letter -> 'keys') k
          where not exists (select from jsonb_array_elements(b.letter -> 'keys') s where s = k)
        )
        or exists (
          select from jsonb_array_elements(b.letter -> 'keys') k
          where not exists (select from jsonb_array_elements(a.letter -> 'keys') s where s = k)
            and case k ->> 'role'
              when 'officer' then k ->> 'reader' = any (readers)
              when 'recovery' then not any_out
              else true end
        )
    )
  then
    raise exception using errcode = 'AS001', message = 'what waits keeps its words';
  end if;
  return new;
end
$$;

revoke execute on function refuse_changed_act from public;

create or replace trigger delayed_inbox_keeps_words before update of body on delayed_inbox
for each row when (current_user = 'aside_reporter') execute function refuse_changed_act();

reset role;
