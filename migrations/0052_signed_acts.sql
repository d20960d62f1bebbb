-- What a person does and cannot undo is signed with the key of the case, and the signature stands beside the event: an
-- event alone, which whoever writes to the database can add, proves nothing. Events of before have none.
ALTER TABLE "event" ADD COLUMN "signed_act" text;--> statement-breakpoint
ALTER TABLE "event" ADD CONSTRAINT "event_signed_act" CHECK ("event"."signed_act" ~ '^[A-Za-z0-9_{}":,>-]+$' and length("event"."signed_act") between 300 and 2500);
