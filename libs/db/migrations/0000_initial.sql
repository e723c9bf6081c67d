CREATE TABLE "avatar_profiles" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" text DEFAULT current_setting('app.user_id') NOT NULL,
	"name" text NOT NULL,
	"backstory" text NOT NULL,
	"traits" text[] DEFAULT '{}' NOT NULL,
	"mbti" text,
	"base_model" text,
	"active_prompt_version_id" uuid,
	"active_fine_tuned_model" text,
	"use_fine_tuned_model" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "avatar_profiles_id_user" UNIQUE("id","user_id")
);
--> statement-breakpoint
ALTER TABLE "avatar_profiles" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "chat_messages" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" text DEFAULT current_setting('app.user_id') NOT NULL,
	"avatar_id" uuid NOT NULL,
	"prompt_version_id" uuid,
	"message" text NOT NULL,
	"reply" text NOT NULL,
	"model" text NOT NULL,
	"provider" text NOT NULL,
	"simulated_provider" boolean NOT NULL,
	"fallback" text,
	"input_tokens" integer NOT NULL,
	"output_tokens" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "chat_messages_id_user" UNIQUE("id","user_id")
);
--> statement-breakpoint
ALTER TABLE "chat_messages" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "conversation_messages" (
	"conversation_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"user_id" text DEFAULT current_setting('app.user_id') NOT NULL,
	"speaker" text NOT NULL,
	"text" text NOT NULL,
	"sent_at" text,
	"attachment" text,
	CONSTRAINT "conversation_messages_conversation_id_position_pk" PRIMARY KEY("conversation_id","position")
);
--> statement-breakpoint
ALTER TABLE "conversation_messages" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "conversations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" text DEFAULT current_setting('app.user_id') NOT NULL,
	"avatar_id" uuid NOT NULL,
	"training_data_id" uuid NOT NULL,
	"file_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"title" text,
	"format" text NOT NULL,
	"message_count" integer NOT NULL,
	"pair_count" integer DEFAULT 0 NOT NULL,
	"speakers" jsonb NOT NULL,
	"avatar_speaker" text,
	"started_at" text,
	"ended_at" text,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "conversations_id_user" UNIQUE("id","user_id"),
	CONSTRAINT "conversations_position" UNIQUE("file_id","position")
);
--> statement-breakpoint
ALTER TABLE "conversations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "avatar_prompt_versions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" text DEFAULT current_setting('app.user_id') NOT NULL,
	"avatar_id" uuid NOT NULL,
	"training_data_id" uuid,
	"input_digest" text NOT NULL,
	"version_number" integer NOT NULL,
	"system_prompt" text NOT NULL,
	"instructions" text NOT NULL,
	"analysis" jsonb,
	"measured_style" jsonb,
	"grounded_fields" text[] DEFAULT '{}' NOT NULL,
	"draft" jsonb,
	"model" text NOT NULL,
	"simulated_provider" boolean NOT NULL,
	"is_active" boolean DEFAULT false NOT NULL,
	"usage_count" integer DEFAULT 0 NOT NULL,
	"activated_at" timestamp with time zone,
	"deactivated_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "avatar_prompt_versions_id_user" UNIQUE("id","user_id"),
	CONSTRAINT "avatar_prompt_versions_number" UNIQUE("avatar_id","version_number"),
	CONSTRAINT "avatar_prompt_versions_input" UNIQUE("training_data_id","input_digest")
);
--> statement-breakpoint
ALTER TABLE "avatar_prompt_versions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "prompt_version_activations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" text DEFAULT current_setting('app.user_id') NOT NULL,
	"avatar_id" uuid NOT NULL,
	"prompt_version_id" uuid NOT NULL,
	"action" text NOT NULL,
	"ordinal" bigint GENERATED ALWAYS AS IDENTITY (sequence name "prompt_version_activations_ordinal_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "prompt_version_activations_action" CHECK (action in ('activated', 'deactivated', 'rolled_back'))
);
--> statement-breakpoint
ALTER TABLE "prompt_version_activations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "prompt_version_ratings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" text DEFAULT current_setting('app.user_id') NOT NULL,
	"prompt_version_id" uuid NOT NULL,
	"chat_message_id" uuid,
	"rating" smallint NOT NULL,
	"comment" text,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "prompt_version_ratings_message" UNIQUE("chat_message_id"),
	CONSTRAINT "prompt_version_ratings_range" CHECK (rating between 1 and 5)
);
--> statement-breakpoint
ALTER TABLE "prompt_version_ratings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "provider_calls" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" text DEFAULT current_setting('app.user_id') NOT NULL,
	"run_id" uuid NOT NULL,
	"call_key" text NOT NULL,
	"provider" text NOT NULL,
	"model" text NOT NULL,
	"request_digest" text NOT NULL,
	"response" jsonb NOT NULL,
	"input_tokens" integer NOT NULL,
	"output_tokens" integer NOT NULL,
	"latency_ms" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "provider_calls_key" UNIQUE("run_id","call_key")
);
--> statement-breakpoint
ALTER TABLE "provider_calls" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "run_events" (
	"run_id" uuid NOT NULL,
	"sequence" integer NOT NULL,
	"user_id" text DEFAULT current_setting('app.user_id') NOT NULL,
	"type" text NOT NULL,
	"level" text NOT NULL,
	"phase" text NOT NULL,
	"message" text NOT NULL,
	"data" jsonb NOT NULL,
	"status" text NOT NULL,
	"progress" jsonb NOT NULL,
	"key" text,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "run_events_run_id_sequence_pk" PRIMARY KEY("run_id","sequence"),
	CONSTRAINT "run_events_key" UNIQUE("run_id","key"),
	CONSTRAINT "run_events_level" CHECK (level in ('info', 'warning', 'error'))
);
--> statement-breakpoint
ALTER TABLE "run_events" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "runs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" text DEFAULT current_setting('app.user_id') NOT NULL,
	"kind" text NOT NULL,
	"status" text DEFAULT 'queued' NOT NULL,
	"title" text NOT NULL,
	"avatar_id" uuid,
	"subject_id" uuid,
	"idempotency_key" text NOT NULL,
	"request_digest" text NOT NULL,
	"attempt" integer DEFAULT 1 NOT NULL,
	"simulated_provider" boolean NOT NULL,
	"phase" text DEFAULT 'queued' NOT NULL,
	"completed" integer DEFAULT 0 NOT NULL,
	"total" integer DEFAULT 0 NOT NULL,
	"percent" double precision DEFAULT 0 NOT NULL,
	"message" text DEFAULT '' NOT NULL,
	"error" jsonb,
	"last_sequence" integer DEFAULT 0 NOT NULL,
	"workflow_started_at" timestamp with time zone,
	"active_since" timestamp with time zone,
	"active_seconds" double precision DEFAULT 0 NOT NULL,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "runs_id_user" UNIQUE("id","user_id"),
	CONSTRAINT "runs_idempotency" UNIQUE("user_id","kind","idempotency_key"),
	CONSTRAINT "runs_status" CHECK (status in ('queued', 'running', 'paused', 'budget_paused', 'completed', 'completed_with_errors', 'failed', 'cancelled')),
	CONSTRAINT "runs_percent" CHECK (percent between 0 and 100)
);
--> statement-breakpoint
ALTER TABLE "runs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "avatar_training_examples" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" text DEFAULT current_setting('app.user_id') NOT NULL,
	"avatar_id" uuid NOT NULL,
	"training_data_id" uuid,
	"conversation_id" uuid,
	"position" integer NOT NULL,
	"instruction" text NOT NULL,
	"context" text,
	"response" text NOT NULL,
	"pattern_type" text NOT NULL,
	"genre" text,
	"quality_score" real NOT NULL,
	"source" text NOT NULL,
	"content_digest" text NOT NULL,
	"used_in_training" boolean DEFAULT false NOT NULL,
	"times_used" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "avatar_training_examples_position" UNIQUE("conversation_id","position"),
	CONSTRAINT "avatar_training_examples_quality" CHECK (quality_score between 0 and 1)
);
--> statement-breakpoint
ALTER TABLE "avatar_training_examples" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "avatar_training_files" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" text DEFAULT current_setting('app.user_id') NOT NULL,
	"training_data_id" uuid NOT NULL,
	"avatar_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"name" text NOT NULL,
	"kind" text,
	"content_type" text,
	"size_bytes" bigint NOT NULL,
	"content_digest" text NOT NULL,
	"storage_key" text NOT NULL,
	"status" text DEFAULT 'pending' NOT NULL,
	"extraction_method" text,
	"page_count" integer,
	"extracted_text" text,
	"text_length" integer,
	"message_count" integer DEFAULT 0 NOT NULL,
	"error_code" text,
	"error_message" text,
	"warnings" text[] DEFAULT '{}' NOT NULL,
	"extracted_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "avatar_training_files_id_user" UNIQUE("id","user_id"),
	CONSTRAINT "avatar_training_files_position" UNIQUE("training_data_id","position"),
	CONSTRAINT "avatar_training_files_status" CHECK (status in ('pending', 'extracted', 'failed'))
);
--> statement-breakpoint
ALTER TABLE "avatar_training_files" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "avatar_training_data" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" text DEFAULT current_setting('app.user_id') NOT NULL,
	"avatar_id" uuid NOT NULL,
	"run_id" uuid NOT NULL,
	"status" text DEFAULT 'queued' NOT NULL,
	"instructions" text NOT NULL,
	"requested_speaker" text,
	"avatar_speaker" text,
	"speaker_reason" text,
	"measured_style" jsonb,
	"analysis" jsonb,
	"grounded_fields" text[],
	"prompt_draft" jsonb,
	"processed_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "avatar_training_data_id_user" UNIQUE("id","user_id"),
	CONSTRAINT "avatar_training_data_run" UNIQUE("run_id")
);
--> statement-breakpoint
ALTER TABLE "avatar_training_data" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "avatar_training_logs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" text DEFAULT current_setting('app.user_id') NOT NULL,
	"training_data_id" uuid NOT NULL,
	"avatar_id" uuid NOT NULL,
	"run_id" uuid NOT NULL,
	"run_event_sequence" integer NOT NULL,
	"level" text NOT NULL,
	"step" text NOT NULL,
	"message" text NOT NULL,
	"details" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "avatar_training_logs_event" UNIQUE("run_id","run_event_sequence")
);
--> statement-breakpoint
ALTER TABLE "avatar_training_logs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "avatar_profiles" ADD CONSTRAINT "avatar_profiles_active_version" FOREIGN KEY ("active_prompt_version_id","user_id") REFERENCES "public"."avatar_prompt_versions"("id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chat_messages" ADD CONSTRAINT "chat_messages_avatar" FOREIGN KEY ("avatar_id","user_id") REFERENCES "public"."avatar_profiles"("id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chat_messages" ADD CONSTRAINT "chat_messages_version" FOREIGN KEY ("prompt_version_id","user_id") REFERENCES "public"."avatar_prompt_versions"("id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversation_messages" ADD CONSTRAINT "conversation_messages_conversation" FOREIGN KEY ("conversation_id","user_id") REFERENCES "public"."conversations"("id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_session" FOREIGN KEY ("training_data_id","user_id") REFERENCES "public"."avatar_training_data"("id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_file" FOREIGN KEY ("file_id","user_id") REFERENCES "public"."avatar_training_files"("id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "avatar_prompt_versions" ADD CONSTRAINT "avatar_prompt_versions_avatar" FOREIGN KEY ("avatar_id","user_id") REFERENCES "public"."avatar_profiles"("id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "avatar_prompt_versions" ADD CONSTRAINT "avatar_prompt_versions_session" FOREIGN KEY ("training_data_id","user_id") REFERENCES "public"."avatar_training_data"("id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "prompt_version_activations" ADD CONSTRAINT "prompt_version_activations_version" FOREIGN KEY ("prompt_version_id","user_id") REFERENCES "public"."avatar_prompt_versions"("id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "prompt_version_ratings" ADD CONSTRAINT "prompt_version_ratings_version" FOREIGN KEY ("prompt_version_id","user_id") REFERENCES "public"."avatar_prompt_versions"("id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "prompt_version_ratings" ADD CONSTRAINT "prompt_version_ratings_chat_message" FOREIGN KEY ("chat_message_id","user_id") REFERENCES "public"."chat_messages"("id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "provider_calls" ADD CONSTRAINT "provider_calls_run" FOREIGN KEY ("run_id","user_id") REFERENCES "public"."runs"("id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run_events" ADD CONSTRAINT "run_events_run" FOREIGN KEY ("run_id","user_id") REFERENCES "public"."runs"("id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "runs" ADD CONSTRAINT "runs_avatar" FOREIGN KEY ("avatar_id","user_id") REFERENCES "public"."avatar_profiles"("id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "avatar_training_examples" ADD CONSTRAINT "avatar_training_examples_avatar" FOREIGN KEY ("avatar_id","user_id") REFERENCES "public"."avatar_profiles"("id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "avatar_training_examples" ADD CONSTRAINT "avatar_training_examples_session" FOREIGN KEY ("training_data_id","user_id") REFERENCES "public"."avatar_training_data"("id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "avatar_training_examples" ADD CONSTRAINT "avatar_training_examples_conversation" FOREIGN KEY ("conversation_id","user_id") REFERENCES "public"."conversations"("id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "avatar_training_files" ADD CONSTRAINT "avatar_training_files_session" FOREIGN KEY ("training_data_id","user_id") REFERENCES "public"."avatar_training_data"("id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "avatar_training_data" ADD CONSTRAINT "avatar_training_data_avatar" FOREIGN KEY ("avatar_id","user_id") REFERENCES "public"."avatar_profiles"("id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "avatar_training_data" ADD CONSTRAINT "avatar_training_data_run_of_user" FOREIGN KEY ("run_id","user_id") REFERENCES "public"."runs"("id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "avatar_training_logs" ADD CONSTRAINT "avatar_training_logs_session" FOREIGN KEY ("training_data_id","user_id") REFERENCES "public"."avatar_training_data"("id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "avatar_profiles_by_user" ON "avatar_profiles" USING btree ("user_id","id");--> statement-breakpoint
CREATE INDEX "avatar_profiles_by_active_version" ON "avatar_profiles" USING btree ("active_prompt_version_id");--> statement-breakpoint
CREATE INDEX "chat_messages_by_avatar" ON "chat_messages" USING btree ("avatar_id","id");--> statement-breakpoint
CREATE INDEX "chat_messages_by_version" ON "chat_messages" USING btree ("prompt_version_id");--> statement-breakpoint
CREATE INDEX "conversations_by_session" ON "conversations" USING btree ("training_data_id");--> statement-breakpoint
CREATE INDEX "conversations_by_avatar" ON "conversations" USING btree ("avatar_id");--> statement-breakpoint
CREATE UNIQUE INDEX "avatar_prompt_versions_one_active" ON "avatar_prompt_versions" USING btree ("avatar_id") WHERE is_active;--> statement-breakpoint
CREATE INDEX "prompt_version_activations_by_avatar" ON "prompt_version_activations" USING btree ("avatar_id","ordinal");--> statement-breakpoint
CREATE INDEX "prompt_version_activations_by_version" ON "prompt_version_activations" USING btree ("prompt_version_id");--> statement-breakpoint
CREATE INDEX "prompt_version_ratings_by_version" ON "prompt_version_ratings" USING btree ("prompt_version_id");--> statement-breakpoint
CREATE INDEX "runs_by_user" ON "runs" USING btree ("user_id","id");--> statement-breakpoint
CREATE INDEX "runs_by_avatar" ON "runs" USING btree ("avatar_id","id");--> statement-breakpoint
CREATE INDEX "runs_unfinished" ON "runs" USING btree ("created_at") WHERE status in ('queued', 'running', 'paused', 'budget_paused');--> statement-breakpoint
CREATE INDEX "avatar_training_examples_by_avatar" ON "avatar_training_examples" USING btree ("avatar_id","id");--> statement-breakpoint
CREATE INDEX "avatar_training_examples_by_session" ON "avatar_training_examples" USING btree ("training_data_id");--> statement-breakpoint
CREATE INDEX "avatar_training_files_by_avatar" ON "avatar_training_files" USING btree ("avatar_id");--> statement-breakpoint
CREATE INDEX "avatar_training_data_by_user" ON "avatar_training_data" USING btree ("user_id","created_at");--> statement-breakpoint
CREATE INDEX "avatar_training_data_by_avatar" ON "avatar_training_data" USING btree ("avatar_id","id");--> statement-breakpoint
CREATE INDEX "avatar_training_logs_by_session" ON "avatar_training_logs" USING btree ("training_data_id","created_at");--> statement-breakpoint
CREATE POLICY "own_rows_only" ON "avatar_profiles" AS PERMISSIVE FOR ALL TO public USING (user_id = (select nullif(current_setting('app.user_id', true), ''))) WITH CHECK (user_id = (select nullif(current_setting('app.user_id', true), '')));--> statement-breakpoint
CREATE POLICY "own_rows_only" ON "chat_messages" AS PERMISSIVE FOR ALL TO public USING (user_id = (select nullif(current_setting('app.user_id', true), ''))) WITH CHECK (user_id = (select nullif(current_setting('app.user_id', true), '')));--> statement-breakpoint
CREATE POLICY "own_rows_only" ON "conversation_messages" AS PERMISSIVE FOR ALL TO public USING (user_id = (select nullif(current_setting('app.user_id', true), ''))) WITH CHECK (user_id = (select nullif(current_setting('app.user_id', true), '')));--> statement-breakpoint
CREATE POLICY "own_rows_only" ON "conversations" AS PERMISSIVE FOR ALL TO public USING (user_id = (select nullif(current_setting('app.user_id', true), ''))) WITH CHECK (user_id = (select nullif(current_setting('app.user_id', true), '')));--> statement-breakpoint
CREATE POLICY "own_rows_only" ON "avatar_prompt_versions" AS PERMISSIVE FOR ALL TO public USING (user_id = (select nullif(current_setting('app.user_id', true), ''))) WITH CHECK (user_id = (select nullif(current_setting('app.user_id', true), '')));--> statement-breakpoint
CREATE POLICY "own_rows_only" ON "prompt_version_activations" AS PERMISSIVE FOR ALL TO public USING (user_id = (select nullif(current_setting('app.user_id', true), ''))) WITH CHECK (user_id = (select nullif(current_setting('app.user_id', true), '')));--> statement-breakpoint
CREATE POLICY "own_rows_only" ON "prompt_version_ratings" AS PERMISSIVE FOR ALL TO public USING (user_id = (select nullif(current_setting('app.user_id', true), ''))) WITH CHECK (user_id = (select nullif(current_setting('app.user_id', true), '')));--> statement-breakpoint
CREATE POLICY "own_rows_only" ON "provider_calls" AS PERMISSIVE FOR ALL TO public USING (user_id = (select nullif(current_setting('app.user_id', true), ''))) WITH CHECK (user_id = (select nullif(current_setting('app.user_id', true), '')));--> statement-breakpoint
CREATE POLICY "own_rows_only" ON "run_events" AS PERMISSIVE FOR ALL TO public USING (user_id = (select nullif(current_setting('app.user_id', true), ''))) WITH CHECK (user_id = (select nullif(current_setting('app.user_id', true), '')));--> statement-breakpoint
CREATE POLICY "own_rows_only" ON "runs" AS PERMISSIVE FOR ALL TO public USING (user_id = (select nullif(current_setting('app.user_id', true), ''))) WITH CHECK (user_id = (select nullif(current_setting('app.user_id', true), '')));--> statement-breakpoint
CREATE POLICY "own_rows_only" ON "avatar_training_examples" AS PERMISSIVE FOR ALL TO public USING (user_id = (select nullif(current_setting('app.user_id', true), ''))) WITH CHECK (user_id = (select nullif(current_setting('app.user_id', true), '')));--> statement-breakpoint
CREATE POLICY "own_rows_only" ON "avatar_training_files" AS PERMISSIVE FOR ALL TO public USING (user_id = (select nullif(current_setting('app.user_id', true), ''))) WITH CHECK (user_id = (select nullif(current_setting('app.user_id', true), '')));--> statement-breakpoint
CREATE POLICY "own_rows_only" ON "avatar_training_data" AS PERMISSIVE FOR ALL TO public USING (user_id = (select nullif(current_setting('app.user_id', true), ''))) WITH CHECK (user_id = (select nullif(current_setting('app.user_id', true), '')));--> statement-breakpoint
CREATE POLICY "own_rows_only" ON "avatar_training_logs" AS PERMISSIVE FOR ALL TO public USING (user_id = (select nullif(current_setting('app.user_id', true), ''))) WITH CHECK (user_id = (select nullif(current_setting('app.user_id', true), '')));