CREATE TABLE "auto_train_batches" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" text DEFAULT current_setting('app.user_id') NOT NULL,
	"run_id" uuid NOT NULL,
	"avatar_id" uuid,
	"num_examples" integer NOT NULL,
	"genres" text[] NOT NULL,
	"store_in_memory" boolean NOT NULL,
	"seed_number" bigint NOT NULL,
	"ensemble" jsonb NOT NULL,
	"judge_model" text,
	"concurrency" integer NOT NULL,
	"accepted_count" integer DEFAULT 0 NOT NULL,
	"failed_count" integer DEFAULT 0 NOT NULL,
	"rejected_count" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "auto_train_batches_id_user" UNIQUE("id","user_id"),
	CONSTRAINT "auto_train_batches_run" UNIQUE("run_id"),
	CONSTRAINT "auto_train_batches_size" CHECK (num_examples > 0)
);
--> statement-breakpoint
ALTER TABLE "auto_train_batches" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "auto_train_items" (
	"batch_id" uuid NOT NULL,
	"item_index" integer NOT NULL,
	"user_id" text DEFAULT current_setting('app.user_id') NOT NULL,
	"run_attempt" integer NOT NULL,
	"status" text NOT NULL,
	"attempts" integer NOT NULL,
	"genre" text NOT NULL,
	"prompt_index" integer NOT NULL,
	"modifier_index" integer NOT NULL,
	"quality_score" double precision,
	"judge_score" double precision,
	"votes" jsonb,
	"members" jsonb,
	"reason" text,
	"message" text,
	"cost_usd" numeric(18, 9) NOT NULL,
	"input_tokens" integer NOT NULL,
	"output_tokens" integer NOT NULL,
	"duration_ms" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "auto_train_items_batch_id_item_index_pk" PRIMARY KEY("batch_id","item_index"),
	CONSTRAINT "auto_train_items_status" CHECK ((status = 'accepted' and quality_score is not null) or (status = 'failed' and reason is not null)),
	CONSTRAINT "auto_train_items_quality" CHECK (quality_score between 0 and 10 and judge_score between 0 and 10)
);
--> statement-breakpoint
ALTER TABLE "auto_train_items" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "auto_train_rejections" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" text DEFAULT current_setting('app.user_id') NOT NULL,
	"batch_id" uuid NOT NULL,
	"item_index" integer NOT NULL,
	"attempt" integer NOT NULL,
	"genre" text NOT NULL,
	"reason" text NOT NULL,
	"message" text NOT NULL,
	"excerpt" text,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "auto_train_rejections_attempt" UNIQUE("batch_id","item_index","attempt")
);
--> statement-breakpoint
ALTER TABLE "auto_train_rejections" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "budget_caps" (
	"user_id" text PRIMARY KEY DEFAULT current_setting('app.user_id') NOT NULL,
	"monthly_cost_usd" numeric(18, 9),
	"monthly_tokens" bigint,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "budget_caps" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "budget_ledger" (
	"run_id" uuid NOT NULL,
	"call_key" text NOT NULL,
	"user_id" text DEFAULT current_setting('app.user_id') NOT NULL,
	"month" text NOT NULL,
	"model" text NOT NULL,
	"state" text NOT NULL,
	"reserved_usd" numeric(18, 9) NOT NULL,
	"reserved_tokens" bigint NOT NULL,
	"settled_usd" numeric(18, 9) DEFAULT 0 NOT NULL,
	"settled_tokens" bigint DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"settled_at" timestamp with time zone,
	CONSTRAINT "budget_ledger_run_id_call_key_pk" PRIMARY KEY("run_id","call_key"),
	CONSTRAINT "budget_ledger_state" CHECK (state in ('reserved', 'settled', 'released'))
);
--> statement-breakpoint
ALTER TABLE "budget_ledger" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "budget_months" (
	"user_id" text DEFAULT current_setting('app.user_id') NOT NULL,
	"month" text NOT NULL,
	"reserved_usd" numeric(18, 9) DEFAULT 0 NOT NULL,
	"reserved_tokens" bigint DEFAULT 0 NOT NULL,
	"spent_usd" numeric(18, 9) DEFAULT 0 NOT NULL,
	"spent_tokens" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "budget_months_user_id_month_pk" PRIMARY KEY("user_id","month"),
	CONSTRAINT "budget_months_no_debt" CHECK (reserved_usd >= 0 and reserved_tokens >= 0 and spent_usd >= 0 and spent_tokens >= 0),
	CONSTRAINT "budget_months_month" CHECK (month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$')
);
--> statement-breakpoint
ALTER TABLE "budget_months" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "budget_runs" (
	"run_id" uuid PRIMARY KEY NOT NULL,
	"user_id" text DEFAULT current_setting('app.user_id') NOT NULL,
	"max_cost_usd" numeric(18, 9),
	"max_tokens" bigint,
	"reserved_usd" numeric(18, 9) DEFAULT 0 NOT NULL,
	"reserved_tokens" bigint DEFAULT 0 NOT NULL,
	"spent_usd" numeric(18, 9) DEFAULT 0 NOT NULL,
	"spent_tokens" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "budget_runs_no_debt" CHECK (reserved_usd >= 0 and reserved_tokens >= 0 and spent_usd >= 0 and spent_tokens >= 0)
);
--> statement-breakpoint
ALTER TABLE "budget_runs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "notifications" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" text DEFAULT current_setting('app.user_id') NOT NULL,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"body" text NOT NULL,
	"data" jsonb NOT NULL,
	"dedupe_key" text NOT NULL,
	"read_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "notifications_dedupe" UNIQUE("user_id","dedupe_key")
);
--> statement-breakpoint
ALTER TABLE "notifications" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "training_example_signatures" (
	"example_id" uuid PRIMARY KEY NOT NULL,
	"user_id" text DEFAULT current_setting('app.user_id') NOT NULL,
	"band_keys" text[] NOT NULL,
	"signature" "bytea" NOT NULL
);
--> statement-breakpoint
ALTER TABLE "training_example_signatures" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "user_settings" (
	"user_id" text PRIMARY KEY DEFAULT current_setting('app.user_id') NOT NULL,
	"auto_fine_tune" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "user_settings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "avatar_training_examples" ALTER COLUMN "avatar_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "avatar_training_examples" ALTER COLUMN "position" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "avatar_training_examples" ADD COLUMN "batch_id" uuid;--> statement-breakpoint
ALTER TABLE "avatar_training_examples" ADD COLUMN "item_index" integer;--> statement-breakpoint
ALTER TABLE "avatar_training_examples" ADD CONSTRAINT "avatar_training_examples_id_user" UNIQUE("id","user_id");--> statement-breakpoint
ALTER TABLE "auto_train_batches" ADD CONSTRAINT "auto_train_batches_run_of_user" FOREIGN KEY ("run_id","user_id") REFERENCES "public"."runs"("id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auto_train_batches" ADD CONSTRAINT "auto_train_batches_avatar" FOREIGN KEY ("avatar_id","user_id") REFERENCES "public"."avatar_profiles"("id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auto_train_items" ADD CONSTRAINT "auto_train_items_batch" FOREIGN KEY ("batch_id","user_id") REFERENCES "public"."auto_train_batches"("id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auto_train_rejections" ADD CONSTRAINT "auto_train_rejections_batch" FOREIGN KEY ("batch_id","user_id") REFERENCES "public"."auto_train_batches"("id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "budget_ledger" ADD CONSTRAINT "budget_ledger_run" FOREIGN KEY ("run_id","user_id") REFERENCES "public"."runs"("id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "budget_runs" ADD CONSTRAINT "budget_runs_run" FOREIGN KEY ("run_id","user_id") REFERENCES "public"."runs"("id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "training_example_signatures" ADD CONSTRAINT "training_example_signatures_example" FOREIGN KEY ("example_id","user_id") REFERENCES "public"."avatar_training_examples"("id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "auto_train_batches_by_user" ON "auto_train_batches" USING btree ("user_id","id");--> statement-breakpoint
CREATE INDEX "auto_train_batches_by_avatar" ON "auto_train_batches" USING btree ("avatar_id");--> statement-breakpoint
CREATE INDEX "auto_train_rejections_newest" ON "auto_train_rejections" USING btree ("batch_id","id");--> statement-breakpoint
CREATE INDEX "notifications_by_user" ON "notifications" USING btree ("user_id","id");--> statement-breakpoint
CREATE INDEX "training_example_signatures_bands" ON "training_example_signatures" USING gin ("band_keys") WITH (fastupdate=false);--> statement-breakpoint
ALTER TABLE "avatar_training_examples" ADD CONSTRAINT "avatar_training_examples_batch" FOREIGN KEY ("batch_id","user_id") REFERENCES "public"."auto_train_batches"("id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "avatar_training_examples_by_batch" ON "avatar_training_examples" USING btree ("batch_id","id");--> statement-breakpoint
CREATE INDEX "avatar_training_examples_unused" ON "avatar_training_examples" USING btree ("user_id","source") WHERE not used_in_training;--> statement-breakpoint
ALTER TABLE "avatar_training_examples" ADD CONSTRAINT "avatar_training_examples_item" UNIQUE("batch_id","item_index");--> statement-breakpoint
ALTER TABLE "avatar_training_examples" ADD CONSTRAINT "avatar_training_examples_place" CHECK ((conversation_id is null) = (position is null));--> statement-breakpoint
ALTER TABLE "avatar_training_examples" ADD CONSTRAINT "avatar_training_examples_item_index" CHECK ((batch_id is null) = (item_index is null));--> statement-breakpoint
CREATE POLICY "own_rows_only" ON "auto_train_batches" AS PERMISSIVE FOR ALL TO public USING (user_id = (select nullif(current_setting('app.user_id', true), ''))) WITH CHECK (user_id = (select nullif(current_setting('app.user_id', true), '')));--> statement-breakpoint
CREATE POLICY "own_rows_only" ON "auto_train_items" AS PERMISSIVE FOR ALL TO public USING (user_id = (select nullif(current_setting('app.user_id', true), ''))) WITH CHECK (user_id = (select nullif(current_setting('app.user_id', true), '')));--> statement-breakpoint
CREATE POLICY "own_rows_only" ON "auto_train_rejections" AS PERMISSIVE FOR ALL TO public USING (user_id = (select nullif(current_setting('app.user_id', true), ''))) WITH CHECK (user_id = (select nullif(current_setting('app.user_id', true), '')));--> statement-breakpoint
CREATE POLICY "own_rows_only" ON "budget_caps" AS PERMISSIVE FOR ALL TO public USING (user_id = (select nullif(current_setting('app.user_id', true), ''))) WITH CHECK (user_id = (select nullif(current_setting('app.user_id', true), '')));--> statement-breakpoint
CREATE POLICY "own_rows_only" ON "budget_ledger" AS PERMISSIVE FOR ALL TO public USING (user_id = (select nullif(current_setting('app.user_id', true), ''))) WITH CHECK (user_id = (select nullif(current_setting('app.user_id', true), '')));--> statement-breakpoint
CREATE POLICY "own_rows_only" ON "budget_months" AS PERMISSIVE FOR ALL TO public USING (user_id = (select nullif(current_setting('app.user_id', true), ''))) WITH CHECK (user_id = (select nullif(current_setting('app.user_id', true), '')));--> statement-breakpoint
CREATE POLICY "own_rows_only" ON "budget_runs" AS PERMISSIVE FOR ALL TO public USING (user_id = (select nullif(current_setting('app.user_id', true), ''))) WITH CHECK (user_id = (select nullif(current_setting('app.user_id', true), '')));--> statement-breakpoint
CREATE POLICY "own_rows_only" ON "notifications" AS PERMISSIVE FOR ALL TO public USING (user_id = (select nullif(current_setting('app.user_id', true), ''))) WITH CHECK (user_id = (select nullif(current_setting('app.user_id', true), '')));--> statement-breakpoint
CREATE POLICY "own_rows_only" ON "training_example_signatures" AS PERMISSIVE FOR ALL TO public USING (user_id = (select nullif(current_setting('app.user_id', true), ''))) WITH CHECK (user_id = (select nullif(current_setting('app.user_id', true), '')));--> statement-breakpoint
CREATE POLICY "own_rows_only" ON "user_settings" AS PERMISSIVE FOR ALL TO public USING (user_id = (select nullif(current_setting('app.user_id', true), ''))) WITH CHECK (user_id = (select nullif(current_setting('app.user_id', true), '')));