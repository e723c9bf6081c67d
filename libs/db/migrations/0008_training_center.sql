CREATE TABLE "enrichment_items" (
	"run_id" uuid NOT NULL,
	"conversation_id" uuid NOT NULL,
	"user_id" text DEFAULT current_setting('app.user_id') NOT NULL,
	"position" integer NOT NULL,
	"status" text DEFAULT 'pending' NOT NULL,
	"error" jsonb,
	CONSTRAINT "enrichment_items_run_id_conversation_id_pk" PRIMARY KEY("run_id","conversation_id")
);
--> statement-breakpoint
ALTER TABLE "enrichment_items" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "training_file_conversations" (
	"training_file_id" uuid NOT NULL,
	"conversation_id" uuid NOT NULL,
	"user_id" text DEFAULT current_setting('app.user_id') NOT NULL,
	"position" integer NOT NULL,
	"added_by" text NOT NULL,
	"added_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "training_file_conversations_training_file_id_conversation_id_pk" PRIMARY KEY("training_file_id","conversation_id"),
	CONSTRAINT "training_file_conversations_position" UNIQUE("training_file_id","position")
);
--> statement-breakpoint
ALTER TABLE "training_file_conversations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "training_files" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" text DEFAULT current_setting('app.user_id') NOT NULL,
	"name" text NOT NULL,
	"description" text,
	"status" text DEFAULT 'building' NOT NULL,
	"conversation_count" integer NOT NULL,
	"total_training_pairs" integer NOT NULL,
	"scaffolding_distribution" jsonb NOT NULL,
	"quality_summary" jsonb NOT NULL,
	"build_run_id" uuid,
	"artefact_run_id" uuid,
	"json_file_path" text NOT NULL,
	"jsonl_file_path" text NOT NULL,
	"json_file_size" bigint,
	"jsonl_file_size" bigint,
	"artefact_conversation_count" integer,
	"artefact_training_pairs" integer,
	"built_at" timestamp with time zone,
	"created_by" text NOT NULL,
	"last_updated_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "training_files_id_user" UNIQUE("id","user_id")
);
--> statement-breakpoint
ALTER TABLE "training_files" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "training_import_faults" (
	"import_id" uuid NOT NULL,
	"record" integer NOT NULL,
	"position" integer NOT NULL,
	"user_id" text DEFAULT current_setting('app.user_id') NOT NULL,
	"line" integer NOT NULL,
	"column" integer,
	"field" text,
	"code" text NOT NULL,
	"reason" text NOT NULL,
	"advice" text NOT NULL,
	CONSTRAINT "training_import_faults_import_id_record_position_pk" PRIMARY KEY("import_id","record","position")
);
--> statement-breakpoint
ALTER TABLE "training_import_faults" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "training_imports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" text DEFAULT current_setting('app.user_id') NOT NULL,
	"avatar_id" uuid,
	"file_name" text NOT NULL,
	"size_bytes" bigint NOT NULL,
	"content_digest" text NOT NULL,
	"storage_key" text NOT NULL,
	"status" text NOT NULL,
	"waits_for_confirmation" boolean NOT NULL,
	"confirmed_at" timestamp with time zone,
	"mode" text NOT NULL,
	"duplicates" text NOT NULL,
	"near_duplicates" text NOT NULL,
	"mapping" jsonb,
	"format" jsonb,
	"preview" jsonb,
	"records" integer DEFAULT 0 NOT NULL,
	"imported" integer DEFAULT 0 NOT NULL,
	"failed" integer DEFAULT 0 NOT NULL,
	"duplicate_count" integer DEFAULT 0 NOT NULL,
	"near_duplicate_count" integer DEFAULT 0 NOT NULL,
	"notices" jsonb DEFAULT '{}' NOT NULL,
	"problem" jsonb,
	"finished_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "training_imports_id_user" UNIQUE("id","user_id")
);
--> statement-breakpoint
ALTER TABLE "training_imports" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "training_quality_reports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" text DEFAULT current_setting('app.user_id') NOT NULL,
	"avatar_id" uuid,
	"report" jsonb NOT NULL,
	"examined" integer NOT NULL,
	"examined_at" timestamp with time zone NOT NULL,
	CONSTRAINT "training_quality_reports_scope" UNIQUE NULLS NOT DISTINCT("user_id","avatar_id")
);
--> statement-breakpoint
ALTER TABLE "training_quality_reports" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "avatar_training_examples" DROP CONSTRAINT "avatar_training_examples_position";--> statement-breakpoint
ALTER TABLE "avatar_training_examples" DROP CONSTRAINT "avatar_training_examples_item";--> statement-breakpoint
DROP INDEX "avatar_training_examples_by_avatar";--> statement-breakpoint
DROP INDEX "avatar_training_examples_by_session";--> statement-breakpoint
DROP INDEX "avatar_training_examples_by_batch";--> statement-breakpoint
DROP INDEX "avatar_training_examples_unused";--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "enrichment_status" text DEFAULT 'pending' NOT NULL;--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "persona" text;--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "emotional_arc" text;--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "training_topic" text;--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "enrichment_quality" real;--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "enriched_pair_count" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "enriched_file_path" text;--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "enriched_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "enrichment_error" jsonb;--> statement-breakpoint
ALTER TABLE "avatar_training_examples" ADD COLUMN "kind" text DEFAULT 'chat' NOT NULL;--> statement-breakpoint
ALTER TABLE "avatar_training_examples" ADD COLUMN "rejected_response" text;--> statement-breakpoint
ALTER TABLE "avatar_training_examples" ADD COLUMN "content" jsonb;--> statement-breakpoint
ALTER TABLE "avatar_training_examples" ADD COLUMN "optional_fields" text;--> statement-breakpoint
ALTER TABLE "avatar_training_examples" ADD COLUMN "response_length" integer GENERATED ALWAYS AS (char_length(response)) STORED;--> statement-breakpoint
ALTER TABLE "avatar_training_examples" ADD COLUMN "import_id" uuid;--> statement-breakpoint
ALTER TABLE "avatar_training_examples" ADD COLUMN "import_record" integer;--> statement-breakpoint
ALTER TABLE "avatar_training_examples" ADD COLUMN "finding_codes" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "avatar_training_examples" ADD COLUMN "language" text;--> statement-breakpoint
ALTER TABLE "avatar_training_examples" ADD COLUMN "edited_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "avatar_training_examples" ADD COLUMN "removed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "avatar_training_examples" ADD COLUMN "removal_id" uuid;--> statement-breakpoint
ALTER TABLE "enrichment_items" ADD CONSTRAINT "enrichment_items_run" FOREIGN KEY ("run_id","user_id") REFERENCES "public"."runs"("id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enrichment_items" ADD CONSTRAINT "enrichment_items_conversation" FOREIGN KEY ("conversation_id","user_id") REFERENCES "public"."conversations"("id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "training_file_conversations" ADD CONSTRAINT "training_file_conversations_file" FOREIGN KEY ("training_file_id","user_id") REFERENCES "public"."training_files"("id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "training_file_conversations" ADD CONSTRAINT "training_file_conversations_conversation" FOREIGN KEY ("conversation_id","user_id") REFERENCES "public"."conversations"("id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "training_files" ADD CONSTRAINT "training_files_build" FOREIGN KEY ("build_run_id","user_id") REFERENCES "public"."runs"("id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "training_import_faults" ADD CONSTRAINT "training_import_faults_import" FOREIGN KEY ("import_id","user_id") REFERENCES "public"."training_imports"("id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "training_imports" ADD CONSTRAINT "training_imports_run" FOREIGN KEY ("id","user_id") REFERENCES "public"."runs"("id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "training_imports" ADD CONSTRAINT "training_imports_avatar" FOREIGN KEY ("avatar_id","user_id") REFERENCES "public"."avatar_profiles"("id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "training_quality_reports" ADD CONSTRAINT "training_quality_reports_avatar" FOREIGN KEY ("avatar_id","user_id") REFERENCES "public"."avatar_profiles"("id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "enrichment_items_by_conversation" ON "enrichment_items" USING btree ("conversation_id");--> statement-breakpoint
CREATE INDEX "training_file_conversations_by_conversation" ON "training_file_conversations" USING btree ("conversation_id");--> statement-breakpoint
CREATE INDEX "training_files_by_user" ON "training_files" USING btree ("user_id","id");--> statement-breakpoint
CREATE INDEX "training_imports_by_user" ON "training_imports" USING btree ("user_id","id");--> statement-breakpoint
CREATE INDEX "training_imports_by_content" ON "training_imports" USING btree ("user_id","content_digest");--> statement-breakpoint
ALTER TABLE "avatar_training_examples" ADD CONSTRAINT "avatar_training_examples_import" FOREIGN KEY ("import_id","user_id") REFERENCES "public"."training_imports"("id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "conversations_by_user" ON "conversations" USING btree ("user_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "avatar_training_examples_position" ON "avatar_training_examples" USING btree ("conversation_id","position") WHERE conversation_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "avatar_training_examples_item" ON "avatar_training_examples" USING btree ("batch_id","item_index") WHERE batch_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "avatar_training_examples_record" ON "avatar_training_examples" USING btree ("import_id","import_record") WHERE import_id is not null;--> statement-breakpoint
CREATE INDEX "avatar_training_examples_by_user" ON "avatar_training_examples" USING btree ("user_id","id") WHERE removed_at is null;--> statement-breakpoint
CREATE INDEX "avatar_training_examples_removed" ON "avatar_training_examples" USING btree ("removed_at") WHERE removed_at is not null;--> statement-breakpoint
CREATE INDEX "avatar_training_examples_by_avatar" ON "avatar_training_examples" USING btree ("avatar_id","id") WHERE avatar_id is not null;--> statement-breakpoint
CREATE INDEX "avatar_training_examples_by_session" ON "avatar_training_examples" USING btree ("training_data_id") WHERE training_data_id is not null;--> statement-breakpoint
CREATE INDEX "avatar_training_examples_by_batch" ON "avatar_training_examples" USING btree ("batch_id","id") WHERE batch_id is not null;--> statement-breakpoint
CREATE INDEX "avatar_training_examples_unused" ON "avatar_training_examples" USING btree ("user_id","source") WHERE not used_in_training and source = 'auto_train';--> statement-breakpoint
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_enrichment" CHECK (enrichment_status in ('pending', 'running', 'completed', 'failed') and (enrichment_status <> 'completed' or enriched_file_path is not null));--> statement-breakpoint
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_enrichment_quality" CHECK (enrichment_quality between 1 and 5);--> statement-breakpoint
ALTER TABLE "avatar_training_examples" ADD CONSTRAINT "avatar_training_examples_import_record" CHECK ((import_id is null) = (import_record is null));--> statement-breakpoint
ALTER TABLE "avatar_training_examples" ADD CONSTRAINT "avatar_training_examples_removal" CHECK ((removed_at is null) = (removal_id is null));--> statement-breakpoint
ALTER TABLE "avatar_training_examples" ADD CONSTRAINT "avatar_training_examples_kind" CHECK (kind in ('chat', 'preference'));--> statement-breakpoint
CREATE POLICY "own_rows_only" ON "enrichment_items" AS PERMISSIVE FOR ALL TO public USING (user_id = (select nullif(current_setting('app.user_id', true), ''))) WITH CHECK (user_id = (select nullif(current_setting('app.user_id', true), '')));--> statement-breakpoint
CREATE POLICY "own_rows_only" ON "training_file_conversations" AS PERMISSIVE FOR ALL TO public USING (user_id = (select nullif(current_setting('app.user_id', true), ''))) WITH CHECK (user_id = (select nullif(current_setting('app.user_id', true), '')));--> statement-breakpoint
CREATE POLICY "own_rows_only" ON "training_files" AS PERMISSIVE FOR ALL TO public USING (user_id = (select nullif(current_setting('app.user_id', true), ''))) WITH CHECK (user_id = (select nullif(current_setting('app.user_id', true), '')));--> statement-breakpoint
CREATE POLICY "own_rows_only" ON "training_import_faults" AS PERMISSIVE FOR ALL TO public USING (user_id = (select nullif(current_setting('app.user_id', true), ''))) WITH CHECK (user_id = (select nullif(current_setting('app.user_id', true), '')));--> statement-breakpoint
CREATE POLICY "own_rows_only" ON "training_imports" AS PERMISSIVE FOR ALL TO public USING (user_id = (select nullif(current_setting('app.user_id', true), ''))) WITH CHECK (user_id = (select nullif(current_setting('app.user_id', true), '')));--> statement-breakpoint
CREATE POLICY "own_rows_only" ON "training_quality_reports" AS PERMISSIVE FOR ALL TO public USING (user_id = (select nullif(current_setting('app.user_id', true), ''))) WITH CHECK (user_id = (select nullif(current_setting('app.user_id', true), '')));