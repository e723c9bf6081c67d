CREATE TABLE "fine_tune_schedules" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" text DEFAULT current_setting('app.user_id') NOT NULL,
	"avatar_id" uuid NOT NULL,
	"enabled" boolean DEFAULT true NOT NULL,
	"cadence" text NOT NULL,
	"minimum_rating" integer NOT NULL,
	"minimum_new_examples" integer NOT NULL,
	"job" jsonb NOT NULL,
	"last_looked_at" timestamp with time zone,
	"last_job_id" uuid,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "fine_tune_schedules_avatar" UNIQUE("avatar_id")
);
--> statement-breakpoint
ALTER TABLE "fine_tune_schedules" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "avatar_fine_tune_checkpoints" (
	"job_id" uuid NOT NULL,
	"provider_checkpoint_id" text NOT NULL,
	"user_id" text DEFAULT current_setting('app.user_id') NOT NULL,
	"step" integer NOT NULL,
	"model" text,
	"metrics" jsonb NOT NULL,
	"occurred_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "avatar_fine_tune_checkpoints_job_id_provider_checkpoint_id_pk" PRIMARY KEY("job_id","provider_checkpoint_id")
);
--> statement-breakpoint
ALTER TABLE "avatar_fine_tune_checkpoints" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "avatar_fine_tune_events" (
	"job_id" uuid NOT NULL,
	"provider_event_id" text NOT NULL,
	"user_id" text DEFAULT current_setting('app.user_id') NOT NULL,
	"level" text NOT NULL,
	"type" text NOT NULL,
	"message" text NOT NULL,
	"data" jsonb,
	"occurred_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "avatar_fine_tune_events_job_id_provider_event_id_pk" PRIMARY KEY("job_id","provider_event_id")
);
--> statement-breakpoint
ALTER TABLE "avatar_fine_tune_events" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "avatar_fine_tune_files" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" text DEFAULT current_setting('app.user_id') NOT NULL,
	"job_id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"file_name" text NOT NULL,
	"storage_key" text NOT NULL,
	"size_bytes" bigint NOT NULL,
	"content_digest" text NOT NULL,
	"row_count" integer,
	"provider_file_id" text,
	"uploaded_at" timestamp with time zone,
	"deleted_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "avatar_fine_tune_files_name" UNIQUE("job_id","purpose","file_name")
);
--> statement-breakpoint
ALTER TABLE "avatar_fine_tune_files" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "avatar_fine_tune_job_examples" (
	"job_id" uuid NOT NULL,
	"example_id" uuid NOT NULL,
	"user_id" text DEFAULT current_setting('app.user_id') NOT NULL,
	"split" text NOT NULL,
	CONSTRAINT "avatar_fine_tune_job_examples_job_id_example_id_pk" PRIMARY KEY("job_id","example_id"),
	CONSTRAINT "avatar_fine_tune_job_examples_split" CHECK (split in ('train', 'validation'))
);
--> statement-breakpoint
ALTER TABLE "avatar_fine_tune_job_examples" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "avatar_fine_tune_jobs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" text DEFAULT current_setting('app.user_id') NOT NULL,
	"avatar_id" uuid NOT NULL,
	"training_data_id" uuid,
	"provider" text NOT NULL,
	"method" text NOT NULL,
	"base_model" text NOT NULL,
	"suffix" text NOT NULL,
	"system_prompt" text NOT NULL,
	"max_cost" numeric(18, 9),
	"hyperparameters" jsonb NOT NULL,
	"seed" integer NOT NULL,
	"selection" jsonb NOT NULL,
	"simulated_provider" boolean NOT NULL,
	"status" text DEFAULT 'pending' NOT NULL,
	"provider_job_id" text,
	"provider_status" text,
	"creation_attempted_at" timestamp with time zone,
	"training_examples_count" integer DEFAULT 0 NOT NULL,
	"validation_examples_count" integer DEFAULT 0 NOT NULL,
	"preparation" jsonb,
	"estimated_tokens" bigint,
	"estimated_cost" numeric(18, 9),
	"estimate" jsonb,
	"trained_tokens" bigint,
	"actual_cost" numeric(18, 9),
	"estimated_finish" timestamp with time zone,
	"fine_tuned_model" text,
	"result_metrics" jsonb,
	"error" jsonb,
	"error_message" text,
	"activate_when_done" boolean NOT NULL,
	"last_event_at" timestamp with time zone,
	"stuck_since" timestamp with time zone,
	"shutdown_at" timestamp with time zone,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	"activated_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "avatar_fine_tune_jobs_id_user" UNIQUE("id","user_id"),
	CONSTRAINT "avatar_fine_tune_jobs_method" CHECK (method in ('supervised', 'dpo'))
);
--> statement-breakpoint
ALTER TABLE "avatar_fine_tune_jobs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "avatar_fine_tune_usage" (
	"avatar_id" uuid NOT NULL,
	"model" text NOT NULL,
	"usage_date" text NOT NULL,
	"user_id" text DEFAULT current_setting('app.user_id') NOT NULL,
	"messages_count" integer DEFAULT 0 NOT NULL,
	"fallback_count" integer DEFAULT 0 NOT NULL,
	"input_tokens" bigint DEFAULT 0 NOT NULL,
	"output_tokens" bigint DEFAULT 0 NOT NULL,
	"estimated_cost" numeric(18, 9) DEFAULT 0 NOT NULL,
	"updated_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "avatar_fine_tune_usage_avatar_id_model_usage_date_pk" PRIMARY KEY("avatar_id","model","usage_date"),
	CONSTRAINT "avatar_fine_tune_usage_date" CHECK (usage_date ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$')
);
--> statement-breakpoint
ALTER TABLE "avatar_fine_tune_usage" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "model_experiments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" text DEFAULT current_setting('app.user_id') NOT NULL,
	"avatar_id" uuid NOT NULL,
	"name" text NOT NULL,
	"arm_a" jsonb NOT NULL,
	"arm_b" jsonb NOT NULL,
	"share_of_b" real NOT NULL,
	"status" text DEFAULT 'running' NOT NULL,
	"ended_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "model_experiments_id_user" UNIQUE("id","user_id"),
	CONSTRAINT "model_experiments_share" CHECK (share_of_b between 0 and 1),
	CONSTRAINT "model_experiments_status" CHECK (status in ('running', 'ended'))
);
--> statement-breakpoint
ALTER TABLE "model_experiments" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "chat_messages" ADD COLUMN "experiment_id" uuid;--> statement-breakpoint
ALTER TABLE "chat_messages" ADD COLUMN "arm" text;--> statement-breakpoint
ALTER TABLE "fine_tune_schedules" ADD CONSTRAINT "fine_tune_schedules_of_avatar" FOREIGN KEY ("avatar_id","user_id") REFERENCES "public"."avatar_profiles"("id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "avatar_fine_tune_checkpoints" ADD CONSTRAINT "avatar_fine_tune_checkpoints_job" FOREIGN KEY ("job_id","user_id") REFERENCES "public"."avatar_fine_tune_jobs"("id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "avatar_fine_tune_events" ADD CONSTRAINT "avatar_fine_tune_events_job" FOREIGN KEY ("job_id","user_id") REFERENCES "public"."avatar_fine_tune_jobs"("id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "avatar_fine_tune_files" ADD CONSTRAINT "avatar_fine_tune_files_job" FOREIGN KEY ("job_id","user_id") REFERENCES "public"."avatar_fine_tune_jobs"("id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "avatar_fine_tune_job_examples" ADD CONSTRAINT "avatar_fine_tune_job_examples_job" FOREIGN KEY ("job_id","user_id") REFERENCES "public"."avatar_fine_tune_jobs"("id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "avatar_fine_tune_job_examples" ADD CONSTRAINT "avatar_fine_tune_job_examples_example" FOREIGN KEY ("example_id","user_id") REFERENCES "public"."avatar_training_examples"("id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "avatar_fine_tune_jobs" ADD CONSTRAINT "avatar_fine_tune_jobs_run" FOREIGN KEY ("id","user_id") REFERENCES "public"."runs"("id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "avatar_fine_tune_jobs" ADD CONSTRAINT "avatar_fine_tune_jobs_avatar" FOREIGN KEY ("avatar_id","user_id") REFERENCES "public"."avatar_profiles"("id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "avatar_fine_tune_jobs" ADD CONSTRAINT "avatar_fine_tune_jobs_session" FOREIGN KEY ("training_data_id","user_id") REFERENCES "public"."avatar_training_data"("id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "avatar_fine_tune_usage" ADD CONSTRAINT "avatar_fine_tune_usage_avatar" FOREIGN KEY ("avatar_id","user_id") REFERENCES "public"."avatar_profiles"("id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "model_experiments" ADD CONSTRAINT "model_experiments_avatar" FOREIGN KEY ("avatar_id","user_id") REFERENCES "public"."avatar_profiles"("id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "avatar_fine_tune_events_in_order" ON "avatar_fine_tune_events" USING btree ("job_id","occurred_at","provider_event_id");--> statement-breakpoint
CREATE INDEX "avatar_fine_tune_job_examples_by_example" ON "avatar_fine_tune_job_examples" USING btree ("example_id");--> statement-breakpoint
CREATE UNIQUE INDEX "avatar_fine_tune_jobs_provider_job" ON "avatar_fine_tune_jobs" USING btree ("provider","provider_job_id") WHERE provider_job_id is not null;--> statement-breakpoint
CREATE INDEX "avatar_fine_tune_jobs_by_avatar" ON "avatar_fine_tune_jobs" USING btree ("avatar_id","id");--> statement-breakpoint
CREATE INDEX "avatar_fine_tune_jobs_by_model" ON "avatar_fine_tune_jobs" USING btree ("user_id","fine_tuned_model") WHERE fine_tuned_model is not null;--> statement-breakpoint
CREATE INDEX "model_experiments_by_avatar" ON "model_experiments" USING btree ("avatar_id","id");--> statement-breakpoint
ALTER TABLE "chat_messages" ADD CONSTRAINT "chat_messages_experiment" FOREIGN KEY ("experiment_id","user_id") REFERENCES "public"."model_experiments"("id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "chat_messages_by_experiment" ON "chat_messages" USING btree ("experiment_id") WHERE experiment_id is not null;--> statement-breakpoint
ALTER TABLE "chat_messages" ADD CONSTRAINT "chat_messages_arm" CHECK ((experiment_id is null) = (arm is null) and arm in ('a', 'b'));--> statement-breakpoint
CREATE POLICY "own_rows_only" ON "fine_tune_schedules" AS PERMISSIVE FOR ALL TO public USING (user_id = (select nullif(current_setting('app.user_id', true), ''))) WITH CHECK (user_id = (select nullif(current_setting('app.user_id', true), '')));--> statement-breakpoint
CREATE POLICY "own_rows_only" ON "avatar_fine_tune_checkpoints" AS PERMISSIVE FOR ALL TO public USING (user_id = (select nullif(current_setting('app.user_id', true), ''))) WITH CHECK (user_id = (select nullif(current_setting('app.user_id', true), '')));--> statement-breakpoint
CREATE POLICY "own_rows_only" ON "avatar_fine_tune_events" AS PERMISSIVE FOR ALL TO public USING (user_id = (select nullif(current_setting('app.user_id', true), ''))) WITH CHECK (user_id = (select nullif(current_setting('app.user_id', true), '')));--> statement-breakpoint
CREATE POLICY "own_rows_only" ON "avatar_fine_tune_files" AS PERMISSIVE FOR ALL TO public USING (user_id = (select nullif(current_setting('app.user_id', true), ''))) WITH CHECK (user_id = (select nullif(current_setting('app.user_id', true), '')));--> statement-breakpoint
CREATE POLICY "own_rows_only" ON "avatar_fine_tune_job_examples" AS PERMISSIVE FOR ALL TO public USING (user_id = (select nullif(current_setting('app.user_id', true), ''))) WITH CHECK (user_id = (select nullif(current_setting('app.user_id', true), '')));--> statement-breakpoint
CREATE POLICY "own_rows_only" ON "avatar_fine_tune_jobs" AS PERMISSIVE FOR ALL TO public USING (user_id = (select nullif(current_setting('app.user_id', true), ''))) WITH CHECK (user_id = (select nullif(current_setting('app.user_id', true), '')));--> statement-breakpoint
CREATE POLICY "own_rows_only" ON "avatar_fine_tune_usage" AS PERMISSIVE FOR ALL TO public USING (user_id = (select nullif(current_setting('app.user_id', true), ''))) WITH CHECK (user_id = (select nullif(current_setting('app.user_id', true), '')));--> statement-breakpoint
CREATE POLICY "own_rows_only" ON "model_experiments" AS PERMISSIVE FOR ALL TO public USING (user_id = (select nullif(current_setting('app.user_id', true), ''))) WITH CHECK (user_id = (select nullif(current_setting('app.user_id', true), '')));