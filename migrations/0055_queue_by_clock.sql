-- A look at the queue reads the first cases of an office by the clock, whatever their number. The order is that of
-- `src/db/schema/case.ts`.
DROP INDEX "case_open";--> statement-breakpoint
CREATE INDEX "case_open" ON "case" USING btree ("office",(case when is_spam then 'spam' when category = 'safety' and acknowledged_on is null then 'danger' else 'clock' end),(case when due_on is null then 'infinity'::date else due_on end),(case when due_at is null then 'infinity'::timestamptz else due_at end),"id") WHERE "case"."closed_on" is null;
