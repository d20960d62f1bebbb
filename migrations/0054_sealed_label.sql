-- What a row of the desk shows of a page case, sealed by its sender for each reader: leaf and language stand in no
-- column. Cases of before have none, and show their category.
CREATE TABLE "case_label" (
	"case_id" text NOT NULL,
	"reader" text NOT NULL,
	"packet" "bytea" NOT NULL,
	"data" "bytea" NOT NULL,
	CONSTRAINT "case_label_case_id_reader_pk" PRIMARY KEY("case_id","reader")
);
--> statement-breakpoint
ALTER TABLE "case_label" ADD CONSTRAINT "case_label_case_id_case_id_fk" FOREIGN KEY ("case_id") REFERENCES "case"("id");--> statement-breakpoint
ALTER TABLE "case_label" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "case_label" FORCE ROW LEVEL SECURITY;
CREATE POLICY "keeper" ON "case_label" TO aside_keeper USING (true) WITH CHECK (true);
CREATE POLICY "intake" ON "case_label" FOR INSERT TO aside_intake WITH CHECK (true);
CREATE POLICY "desk" ON "case_label" FOR SELECT TO aside_desk USING (
  reader = this_officer() AND EXISTS (SELECT FROM reader r WHERE r.case_id = case_label.case_id)
);
GRANT SELECT, DELETE ON "case_label" TO aside_keeper;
GRANT INSERT ON "case_label" TO aside_intake;
GRANT SELECT ON "case_label" TO aside_desk;
