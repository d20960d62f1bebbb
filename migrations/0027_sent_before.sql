-- The same nonce with other words is an addition to what was sent, or is refused (T-134). What tells the words apart and
-- where they went is readable by nobody without the nonce, and goes with the day: `settle_spent` writes it anew without.
ALTER TABLE "spent" ADD COLUMN "content" "bytea";--> statement-breakpoint
ALTER TABLE "spent" ADD COLUMN "case_ref" "bytea";--> statement-breakpoint
grant select (content, case_ref) on spent to aside_intake;
