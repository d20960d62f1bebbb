ALTER TABLE "letterbox" ADD COLUMN "case_id" text;--> statement-breakpoint
ALTER TABLE "receipt" ADD COLUMN "salt" "bytea";--> statement-breakpoint
CREATE UNIQUE INDEX "letterbox_case" ON "letterbox" USING btree ("case_id");--> statement-breakpoint
-- Ids of the page's cases follow from what is shown and from a salt (`src/sealing/case-id.ts`). What waits from before has
-- ids of its own choice, and keeps them.
grant create on schema public to aside_keeper;--> statement-breakpoint
set local role aside_keeper;--> statement-breakpoint

-- Does anything wait that this receipt leads to? Asked by whoever lets in, which sees nothing of what waits: two filings
-- of one receipt would keep each other from being released. The lock comes before the look: what is written anew
-- meanwhile is in neither place.
create function is_waiting(wanted bytea) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  lock table letterbox in access share mode;
  return exists (select from letterbox l where l.lookup = wanted);
end
$$;--> statement-breakpoint
revoke execute on function is_waiting from public;--> statement-breakpoint
grant execute on function is_waiting to aside_intake;--> statement-breakpoint

reset role;--> statement-breakpoint
revoke create on schema public from aside_keeper;
