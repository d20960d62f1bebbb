CREATE TABLE "custodian" (
	"person" text PRIMARY KEY NOT NULL,
	"since" date NOT NULL,
	"until" date
);
--> statement-breakpoint
CREATE TABLE "identity_request" (
	"id" text PRIMARY KEY NOT NULL,
	"case_id" text NOT NULL,
	"message_id" text NOT NULL,
	"officer" text NOT NULL,
	"reason" text NOT NULL,
	"asked_on" date NOT NULL,
	"decision" text,
	"decided_by" text,
	"decided_on" date,
	CONSTRAINT "identity_request_reason" CHECK ("identity_request"."reason" in ('protection', 'danger', 'person_agreed', 'legal_duty')),
	CONSTRAINT "identity_request_decision" CHECK ("identity_request"."decision" in ('released', 'refused'))
);
--> statement-breakpoint
CREATE TABLE "officer_address" (
	"officer" text NOT NULL,
	"channel" text NOT NULL,
	"address" "bytea" NOT NULL,
	"since" date NOT NULL,
	"lost_on" date,
	CONSTRAINT "officer_address_officer_channel_pk" PRIMARY KEY("officer","channel")
);
--> statement-breakpoint
CREATE TABLE "pairing" (
	"code" "bytea" PRIMARY KEY NOT NULL,
	"officer" text NOT NULL,
	"until" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reminder" (
	"id" "bytea" PRIMARY KEY NOT NULL,
	"address" "bytea" NOT NULL,
	"until" date NOT NULL,
	"sent_on" date
);
--> statement-breakpoint
ALTER TABLE "event" DROP CONSTRAINT "event_act";--> statement-breakpoint
ALTER TABLE "event" DROP CONSTRAINT "event_actor";--> statement-breakpoint
ALTER TABLE "event" DROP CONSTRAINT "event_reason";--> statement-breakpoint
ALTER TABLE "ledger" DROP CONSTRAINT "ledger_actor";--> statement-breakpoint
ALTER TABLE "message_key" DROP CONSTRAINT "message_key_role";--> statement-breakpoint
ALTER TABLE "statistic" DROP CONSTRAINT "statistic_fact";--> statement-breakpoint
ALTER TABLE "consent" ADD COLUMN "request" text;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "urgent" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "retry_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "custodian" ADD CONSTRAINT "custodian_person_person_id_fk" FOREIGN KEY ("person") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity_request" ADD CONSTRAINT "identity_request_case_id_case_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."case"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity_request" ADD CONSTRAINT "identity_request_message_id_message_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."message"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "officer_address" ADD CONSTRAINT "officer_address_officer_person_id_fk" FOREIGN KEY ("officer") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pairing" ADD CONSTRAINT "pairing_officer_person_id_fk" FOREIGN KEY ("officer") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "identity_request_open" ON "identity_request" USING btree ("case_id") WHERE "identity_request"."decision" is null;--> statement-breakpoint
ALTER TABLE "event" ADD CONSTRAINT "event_act" CHECK ("event"."act" in ('received', 'acknowledged', 'asked', 'added', 'answered', 'lapsed', 'closed', 'reopened', 'settled', 'withdrawn', 'corrected', 'noted', 'consent_asked', 'consented', 'declined', 'referral_proposed', 'referred', 'referral_lapsed', 'named', 'identity_asked', 'identity_released', 'identity_refused'));--> statement-breakpoint
ALTER TABLE "event" ADD CONSTRAINT "event_actor" CHECK ("event"."actor" in ('reporter', 'officer', 'duty', 'custodian'));--> statement-breakpoint
ALTER TABLE "event" ADD CONSTRAINT "event_reason" CHECK ("event"."reason" in ('facts_missing', 'identity_needed', 'consent_needed', 'advice_given', 'resolved_person_confirms', 'out_of_mandate', 'informally_resolved', 'awaiting_other_process', 'abandoned', 'noted', 'information_given', 'duplicate', 'protection', 'danger', 'person_agreed', 'legal_duty', 'clerical_error'));--> statement-breakpoint
ALTER TABLE "ledger" ADD CONSTRAINT "ledger_actor" CHECK ("ledger"."actor" in ('reporter', 'officer', 'duty', 'custodian'));--> statement-breakpoint
ALTER TABLE "message_key" ADD CONSTRAINT "message_key_role" CHECK ("message_key"."role" in ('officer', 'reporter', 'recovery', 'custodian', 'caller', 'released'));--> statement-breakpoint
ALTER TABLE "statistic" ADD CONSTRAINT "statistic_fact" CHECK ("statistic"."fact" in ('self_served', 'place_country_office', 'place_regional_office', 'place_headquarters', 'place_external', 'gender_woman', 'gender_man', 'gender_other_or_group', 'staff_professional', 'staff_general_service', 'staff_non_staff', 'staff_executive'));