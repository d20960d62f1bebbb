CREATE TABLE "attachment_piece" (
	"attachment_id" text NOT NULL,
	"n" integer NOT NULL,
	"data" "bytea" NOT NULL,
	CONSTRAINT "attachment_piece_attachment_id_n_pk" PRIMARY KEY("attachment_id","n")
);
--> statement-breakpoint
CREATE TABLE "attachment" (
	"id" text PRIMARY KEY NOT NULL,
	"message_id" text NOT NULL,
	"size" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "door_count" (
	"day" date NOT NULL,
	"what" text NOT NULL,
	"n" integer NOT NULL,
	CONSTRAINT "door_count_day_what_pk" PRIMARY KEY("day","what")
);
--> statement-breakpoint
CREATE TABLE "filing_key" (
	"id" text PRIMARY KEY NOT NULL,
	"public_key" "bytea" NOT NULL,
	"since" date NOT NULL
);
--> statement-breakpoint
CREATE TABLE "letterbox" (
	"id" "bytea" PRIMARY KEY NOT NULL,
	"office" text NOT NULL,
	"day" date NOT NULL,
	"lookup" "bytea" NOT NULL,
	"n" integer NOT NULL,
	"act" text NOT NULL,
	"body" "bytea" NOT NULL,
	CONSTRAINT "letterbox_office" CHECK ("letterbox"."office" in ('ethics', 'ombudsman', 'investigations', 'hr')),
	CONSTRAINT "letterbox_act" CHECK ("letterbox"."act" in ('received', 'added', 'named', 'consented', 'declined', 'settled'))
);
--> statement-breakpoint
CREATE TABLE "office_link" (
	"hash" "bytea" PRIMARY KEY NOT NULL,
	"office" text NOT NULL,
	"until" date NOT NULL,
	CONSTRAINT "office_link_office" CHECK ("office_link"."office" in ('ethics', 'ombudsman', 'investigations', 'hr'))
);
--> statement-breakpoint
CREATE TABLE "upload_piece" (
	"upload_id" text NOT NULL,
	"n" integer NOT NULL,
	"data" "bytea" NOT NULL,
	CONSTRAINT "upload_piece_upload_id_n_pk" PRIMARY KEY("upload_id","n")
);
--> statement-breakpoint
CREATE TABLE "upload" (
	"id" text PRIMARY KEY NOT NULL,
	"size" integer NOT NULL,
	"day" date NOT NULL,
	"message_id" text
);
--> statement-breakpoint
ALTER TABLE "case" DROP CONSTRAINT "case_minute_unknown";--> statement-breakpoint
ALTER TABLE "event" DROP CONSTRAINT "event_act";--> statement-breakpoint
ALTER TABLE "case" ADD COLUMN "set_aside" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "attachment_piece" ADD CONSTRAINT "attachment_piece_attachment_id_attachment_id_fk" FOREIGN KEY ("attachment_id") REFERENCES "public"."attachment"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_message_id_message_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."message"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "upload_piece" ADD CONSTRAINT "upload_piece_upload_id_upload_id_fk" FOREIGN KEY ("upload_id") REFERENCES "public"."upload"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "attachment_message" ON "attachment" USING btree ("message_id");--> statement-breakpoint
CREATE INDEX "letterbox_release" ON "letterbox" USING btree ("office","day");--> statement-breakpoint
CREATE UNIQUE INDEX "letterbox_order" ON "letterbox" USING btree ("lookup","n");--> statement-breakpoint
CREATE UNIQUE INDEX "letterbox_first" ON "letterbox" USING btree ("lookup") WHERE "letterbox"."act" = 'received';--> statement-breakpoint
ALTER TABLE "case" ADD CONSTRAINT "case_minute_unknown" CHECK ("case"."received_at" is null or "case"."category" = 'safety' or not ("case"."door" in ('page', 'staff_link', 'office_link')));--> statement-breakpoint
ALTER TABLE "event" ADD CONSTRAINT "event_act" CHECK ("event"."act" in ('received', 'acknowledged', 'asked', 'added', 'answered', 'lapsed', 'closed', 'reopened', 'settled', 'withdrawn', 'corrected', 'noted', 'consent_asked', 'consented', 'declined', 'referral_proposed', 'referred', 'referral_lapsed', 'named', 'identity_asked', 'identity_released', 'identity_refused', 'set_aside', 'brought_back'));