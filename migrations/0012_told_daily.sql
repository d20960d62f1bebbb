CREATE TABLE "told_daily" (
	"what" text PRIMARY KEY NOT NULL,
	"day" date NOT NULL
);

