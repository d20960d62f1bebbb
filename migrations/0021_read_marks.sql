-- What an officer selected is not read yet: the mark of what is new goes by what her machine says it opened.
ALTER TABLE "read_mark" ADD COLUMN "opened" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
grant update (opened) on read_mark to aside_desk;
