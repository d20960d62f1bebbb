CREATE TABLE "case_key" (
	"case_id" text PRIMARY KEY NOT NULL,
	"key" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "case_leaf" (
	"case_id" text NOT NULL,
	"leaf" text NOT NULL,
	"is_primary" boolean NOT NULL,
	CONSTRAINT "case_leaf_case_id_leaf_pk" PRIMARY KEY("case_id","leaf")
);
--> statement-breakpoint
CREATE TABLE "case" (
	"id" text PRIMARY KEY NOT NULL,
	"reference" text NOT NULL,
	"office" text NOT NULL,
	"category" text NOT NULL,
	"door" text NOT NULL,
	"identity" text NOT NULL,
	"flags" text[] NOT NULL,
	"policy" text NOT NULL,
	"reporter_certificate" text NOT NULL,
	"received_on" date NOT NULL,
	"received_at" timestamp(3) with time zone,
	"reply_days" smallint NOT NULL,
	"reply_hours" smallint,
	"triage_hours" smallint,
	"zone" text NOT NULL,
	"state" text NOT NULL,
	"due_on" date,
	"due_at" timestamp(3) with time zone,
	"paused_on" date,
	"paused_days" integer NOT NULL,
	"acknowledged_on" date,
	"responded_on" date,
	"outcome" text,
	"closed_on" date,
	CONSTRAINT "case_reference_unique" UNIQUE("reference"),
	CONSTRAINT "case_id" CHECK ("case"."id" ~ '^[A-Za-z0-9_-]{22}$'),
	CONSTRAINT "case_office" CHECK ("case"."office" in ('ethics', 'ombudsman', 'investigations', 'hr')),
	CONSTRAINT "case_category" CHECK ("case"."category" in ('safety', 'advice', 'workplace', 'misconduct', 'retaliation', 'disclosure', 'attention', 'service')),
	CONSTRAINT "case_door" CHECK ("case"."door" in ('card', 'window', 'page', 'staff_link', 'office_link', 'telephone', 'walk_in', 'letter', 'hand_over')),
	CONSTRAINT "case_identity" CHECK ("case"."identity" in ('named', 'confidential', 'not_told')),
	CONSTRAINT "case_state" CHECK ("case"."state" in ('received', 'acknowledged', 'waiting', 'lapsed', 'answered', 'closed')),
	CONSTRAINT "case_outcome" CHECK ("case"."outcome" in ('on_time', 'late')),
	CONSTRAINT "case_minute_unknown" CHECK ("case"."received_at" is null or not ("case"."door" in ('page', 'staff_link', 'office_link')))
);
--> statement-breakpoint
CREATE TABLE "consent" (
	"case_id" text NOT NULL,
	"n" integer NOT NULL,
	"office" text,
	"content" "bytea",
	"agreed" boolean NOT NULL,
	"day" date NOT NULL,
	CONSTRAINT "consent_case_id_n_pk" PRIMARY KEY("case_id","n")
);
--> statement-breakpoint
CREATE TABLE "directory" (
	"n" integer PRIMARY KEY NOT NULL,
	"root" text NOT NULL,
	"roster" text NOT NULL,
	"signature" text NOT NULL,
	"certificates" text[] NOT NULL,
	"previous" text,
	"hash" text NOT NULL,
	CONSTRAINT "directory_hash_unique" UNIQUE("hash"),
	CONSTRAINT "directory_chain" CHECK (("directory"."n" = 1) = ("directory"."previous" is null))
);
--> statement-breakpoint
CREATE TABLE "envelope" (
	"message_id" text PRIMARY KEY NOT NULL,
	"data" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "event" (
	"case_id" text NOT NULL,
	"n" integer NOT NULL,
	"day" date NOT NULL,
	"at" timestamp(3) with time zone,
	"act" text NOT NULL,
	"actor" text NOT NULL,
	"officer" text,
	"reason" text,
	"corrects" date,
	CONSTRAINT "event_case_id_n_pk" PRIMARY KEY("case_id","n"),
	CONSTRAINT "event_act" CHECK ("event"."act" in ('received', 'acknowledged', 'asked', 'added', 'answered', 'lapsed', 'closed', 'reopened', 'settled', 'withdrawn', 'corrected', 'noted', 'consent_asked', 'consented', 'declined', 'referral_proposed', 'referred', 'referral_lapsed')),
	CONSTRAINT "event_actor" CHECK ("event"."actor" in ('reporter', 'officer', 'duty')),
	CONSTRAINT "event_reason" CHECK ("event"."reason" in ('facts_missing', 'identity_needed', 'consent_needed', 'advice_given', 'resolved_person_confirms', 'out_of_mandate', 'informally_resolved', 'awaiting_other_process', 'abandoned', 'noted', 'information_given', 'duplicate', 'clerical_error'))
);
--> statement-breakpoint
CREATE TABLE "exclusion" (
	"case_id" text NOT NULL,
	"tag" "bytea" NOT NULL,
	CONSTRAINT "exclusion_case_id_tag_pk" PRIMARY KEY("case_id","tag")
);
--> statement-breakpoint
CREATE TABLE "ledger_waiting" (
	"id" "bytea" PRIMARY KEY NOT NULL,
	"day" date NOT NULL,
	"act" text NOT NULL,
	"ref" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ledger" (
	"n" bigint PRIMARY KEY NOT NULL,
	"v" integer NOT NULL,
	"day" date NOT NULL,
	"at" timestamp(3) with time zone,
	"actor" text NOT NULL,
	"officer" text,
	"act" text NOT NULL,
	"ref" text,
	"prev" text NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "ledger_hash_unique" UNIQUE("hash"),
	CONSTRAINT "ledger_actor" CHECK ("ledger"."actor" in ('reporter', 'officer', 'duty')),
	CONSTRAINT "ledger_plain_act" CHECK ("ledger"."act" ~ '^[a-z_.]{1,64}$'),
	CONSTRAINT "ledger_plain_officer" CHECK ("ledger"."officer" ~ '^[A-Za-z0-9._-]{1,64}$'),
	CONSTRAINT "ledger_plain_ref" CHECK ("ledger"."ref" ~ '^[0-9a-f]{64}$')
);
--> statement-breakpoint
CREATE TABLE "mark" (
	"only" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	CONSTRAINT "mark_only" CHECK ("mark"."only" in ('database')),
	CONSTRAINT "mark_kind" CHECK ("mark"."kind" in ('demo', 'production'))
);
--> statement-breakpoint
CREATE TABLE "membership" (
	"person" text NOT NULL,
	"office" text NOT NULL,
	"role" text NOT NULL,
	"since" date NOT NULL,
	"until" date,
	CONSTRAINT "membership_person_office_since_pk" PRIMARY KEY("person","office","since"),
	CONSTRAINT "membership_office" CHECK ("membership"."office" in ('ethics', 'ombudsman', 'investigations', 'hr')),
	CONSTRAINT "membership_role" CHECK ("membership"."role" in ('lead', 'officer'))
);
--> statement-breakpoint
CREATE TABLE "message_key" (
	"message_id" text NOT NULL,
	"role" text NOT NULL,
	"reader" text NOT NULL,
	"packet" "bytea" NOT NULL,
	CONSTRAINT "message_key_message_id_role_reader_pk" PRIMARY KEY("message_id","role","reader"),
	CONSTRAINT "message_key_role" CHECK ("message_key"."role" in ('officer', 'reporter', 'recovery', 'custodian', 'caller'))
);
--> statement-breakpoint
CREATE TABLE "message" (
	"id" text PRIMARY KEY NOT NULL,
	"case_id" text NOT NULL,
	"n" integer NOT NULL,
	"dir" text NOT NULL,
	"seq" integer NOT NULL,
	"kind" text NOT NULL,
	"day" date NOT NULL,
	CONSTRAINT "message_place" UNIQUE("case_id","dir","seq"),
	CONSTRAINT "message_order" UNIQUE("case_id","n"),
	CONSTRAINT "message_dir" CHECK ("message"."dir" in ('r>o', 'o>r', 'o>o')),
	CONSTRAINT "message_kind" CHECK ("message"."kind" in ('concern', 'identity', 'addition', 'answer', 'question', 'acknowledgement', 'note', 'consent', 'sanitised'))
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" "bytea" PRIMARY KEY NOT NULL,
	"channel" text NOT NULL,
	"address" "bytea" NOT NULL,
	"day" date NOT NULL,
	"attempt" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "person" (
	"id" text PRIMARY KEY NOT NULL,
	"issuer" text NOT NULL,
	"subject" text NOT NULL,
	CONSTRAINT "person_subject" UNIQUE("issuer","subject")
);
--> statement-breakpoint
CREATE TABLE "policy" (
	"hash" text PRIMARY KEY NOT NULL,
	"text" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "read_mark" (
	"case_id" text NOT NULL,
	"officer" text NOT NULL,
	"n" integer NOT NULL,
	CONSTRAINT "read_mark_case_id_officer_pk" PRIMARY KEY("case_id","officer")
);
--> statement-breakpoint
CREATE TABLE "reader" (
	"case_id" text NOT NULL,
	"officer" text NOT NULL,
	"since" date NOT NULL,
	"until" date,
	"why" text NOT NULL,
	CONSTRAINT "reader_case_id_officer_since_pk" PRIMARY KEY("case_id","officer","since"),
	CONSTRAINT "reader_why" CHECK ("reader"."why" in ('filed', 'referred', 'joined'))
);
--> statement-breakpoint
CREATE TABLE "receipt" (
	"lookup" "bytea" PRIMARY KEY NOT NULL,
	"case_id" text NOT NULL,
	"kind" text NOT NULL,
	"locked_key" "bytea" NOT NULL,
	"server_share" "bytea",
	"bind" "bytea",
	"secret_epoch" text,
	CONSTRAINT "receipt_kind" CHECK ("receipt"."kind" in ('card', 'words'))
);
--> statement-breakpoint
CREATE TABLE "session" (
	"token_hash" "bytea" PRIMARY KEY NOT NULL,
	"person" text NOT NULL,
	"until" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "shred" (
	"ref" text PRIMARY KEY NOT NULL,
	"office" text NOT NULL,
	"day" date NOT NULL,
	"letters" integer NOT NULL,
	"why" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "spent" (
	"nonce" "bytea" PRIMARY KEY NOT NULL,
	"day" date NOT NULL
);
--> statement-breakpoint
CREATE TABLE "statistic" (
	"quarter" text NOT NULL,
	"category" text NOT NULL,
	"fact" text NOT NULL,
	CONSTRAINT "statistic_quarter" CHECK ("statistic"."quarter" ~ '^[0-9]{4}-Q[1-4]$'),
	CONSTRAINT "statistic_category" CHECK ("statistic"."category" in ('safety', 'advice', 'workplace', 'misconduct', 'retaliation', 'disclosure', 'attention', 'service')),
	CONSTRAINT "statistic_fact" CHECK ("statistic"."fact" in ('self_served'))
);
--> statement-breakpoint
ALTER TABLE "case_key" ADD CONSTRAINT "case_key_case_id_case_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."case"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_leaf" ADD CONSTRAINT "case_leaf_case_id_case_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."case"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consent" ADD CONSTRAINT "consent_case_id_case_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."case"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "envelope" ADD CONSTRAINT "envelope_message_id_message_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."message"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event" ADD CONSTRAINT "event_case_id_case_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."case"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exclusion" ADD CONSTRAINT "exclusion_case_id_case_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."case"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership" ADD CONSTRAINT "membership_person_person_id_fk" FOREIGN KEY ("person") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_key" ADD CONSTRAINT "message_key_message_id_message_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."message"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message" ADD CONSTRAINT "message_case_id_case_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."case"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "read_mark" ADD CONSTRAINT "read_mark_case_id_case_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."case"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reader" ADD CONSTRAINT "reader_case_id_case_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."case"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "receipt" ADD CONSTRAINT "receipt_case_id_case_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."case"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_person_person_id_fk" FOREIGN KEY ("person") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "case_open" ON "case" USING btree ("due_on","id") WHERE "case"."closed_on" is null;--> statement-breakpoint
CREATE INDEX "case_unanswered" ON "case" USING btree ("office","due_on") WHERE "case"."closed_on" is null and "case"."responded_on" is null;--> statement-breakpoint
CREATE INDEX "case_waiting" ON "case" USING btree ("paused_on") WHERE "case"."state" = 'waiting';--> statement-breakpoint
CREATE INDEX "case_received" ON "case" USING btree ("office","received_on");--> statement-breakpoint
CREATE INDEX "ledger_ref" ON "ledger" USING btree ("ref");--> statement-breakpoint
CREATE INDEX "reader_present" ON "reader" USING btree ("officer","case_id") WHERE "reader"."until" is null;--> statement-breakpoint
CREATE INDEX "receipt_case" ON "receipt" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "session_until" ON "session" USING btree ("until");