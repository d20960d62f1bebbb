-- What a person takes back is locked at once for everybody, and its bytes go with the daily duty of the second day after
-- (ruling C4). Until then she can undo it. Only the keeper sees these rows: to every login such a case is gone.
CREATE TABLE "erasure" (
	"lookup" "bytea" PRIMARY KEY NOT NULL,
	"case_id" text,
	"id" text NOT NULL,
	"office" text NOT NULL,
	"zone" text NOT NULL,
	"day" date NOT NULL,
	"reason" text NOT NULL,
	"outcome" text,
	CONSTRAINT "erasure_office" CHECK ("erasure"."office" in ('ethics', 'ombudsman', 'investigations', 'hr')),
	CONSTRAINT "erasure_reason" CHECK ("erasure"."reason" in ('settled', 'withdrawn')),
	CONSTRAINT "erasure_outcome" CHECK ("erasure"."outcome" in ('on_time', 'late', 'ended_late', 'none'))
);
--> statement-breakpoint
CREATE INDEX "erasure_case" ON "erasure" USING btree ("case_id");--> statement-breakpoint
alter table erasure enable row level security;--> statement-breakpoint
alter table erasure force row level security;--> statement-breakpoint
create policy keeper on erasure to aside_keeper using (true) with check (true);--> statement-breakpoint
grant select, insert, update, delete on erasure to aside_keeper;--> statement-breakpoint
-- Of a case that is locked no reader is present: `until` is `-infinity`.
grant update (until) on reader to aside_keeper;
