CREATE TABLE "fine_tune_batch_items" (
	"batch_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"user_id" text DEFAULT current_setting('app.user_id') NOT NULL,
	"avatar_id" uuid NOT NULL,
	"outcome" text NOT NULL,
	"estimated_cost" numeric(18, 9),
	"reason" text,
	"job_id" uuid,
	"updated_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "fine_tune_batch_items_batch_id_position_pk" PRIMARY KEY("batch_id","position"),
	CONSTRAINT "fine_tune_batch_items_avatar" UNIQUE("batch_id","avatar_id"),
	CONSTRAINT "fine_tune_batch_items_outcome" CHECK (outcome in ('waiting', 'started', 'completed', 'failed', 'cancelled', 'left_out'))
);
--> statement-breakpoint
ALTER TABLE "fine_tune_batch_items" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "fine_tune_batches" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" text DEFAULT current_setting('app.user_id') NOT NULL,
	"job" jsonb NOT NULL,
	"concurrency" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "fine_tune_batches_id_user" UNIQUE("id","user_id"),
	CONSTRAINT "fine_tune_batches_concurrency" CHECK (concurrency between 1 and 20)
);
--> statement-breakpoint
ALTER TABLE "fine_tune_batches" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "fine_tune_chat_turns" (
	"chat_message_id" uuid PRIMARY KEY NOT NULL,
	"user_id" text DEFAULT current_setting('app.user_id') NOT NULL,
	"avatar_id" uuid NOT NULL,
	"outcome" text NOT NULL,
	"example_id" uuid,
	"job_id" uuid,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "fine_tune_chat_turns_outcome" CHECK (outcome in ('kept', 'near_duplicate')),
	CONSTRAINT "fine_tune_chat_turns_example" CHECK ((outcome = 'kept') = (example_id is not null))
);
--> statement-breakpoint
ALTER TABLE "fine_tune_chat_turns" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "fine_tune_schedule_firings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" text DEFAULT current_setting('app.user_id') NOT NULL,
	"schedule_id" uuid NOT NULL,
	"key" text NOT NULL,
	"outcome" text NOT NULL,
	"new_examples" integer NOT NULL,
	"needed_examples" integer NOT NULL,
	"job_id" uuid,
	"message" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "fine_tune_schedule_firings_key" UNIQUE("schedule_id","key"),
	CONSTRAINT "fine_tune_schedule_firings_outcome" CHECK (outcome in ('started', 'skipped', 'failed'))
);
--> statement-breakpoint
ALTER TABLE "fine_tune_schedule_firings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "fine_tune_schedules" ADD CONSTRAINT "fine_tune_schedules_id_user" UNIQUE("id","user_id");--> statement-breakpoint
ALTER TABLE "fine_tune_schedules" ADD COLUMN "time_zone" text DEFAULT 'UTC' NOT NULL;--> statement-breakpoint
ALTER TABLE "fine_tune_schedules" ADD COLUMN "hour" integer DEFAULT 3 NOT NULL;--> statement-breakpoint
ALTER TABLE "model_experiments" ADD COLUMN "winner" text;--> statement-breakpoint
ALTER TABLE "fine_tune_batch_items" ADD CONSTRAINT "fine_tune_batch_items_batch" FOREIGN KEY ("batch_id","user_id") REFERENCES "public"."fine_tune_batches"("id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fine_tune_batch_items" ADD CONSTRAINT "fine_tune_batch_items_of_avatar" FOREIGN KEY ("avatar_id","user_id") REFERENCES "public"."avatar_profiles"("id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fine_tune_batches" ADD CONSTRAINT "fine_tune_batches_run" FOREIGN KEY ("id","user_id") REFERENCES "public"."runs"("id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fine_tune_chat_turns" ADD CONSTRAINT "fine_tune_chat_turns_message" FOREIGN KEY ("chat_message_id","user_id") REFERENCES "public"."chat_messages"("id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fine_tune_chat_turns" ADD CONSTRAINT "fine_tune_chat_turns_avatar" FOREIGN KEY ("avatar_id","user_id") REFERENCES "public"."avatar_profiles"("id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fine_tune_schedule_firings" ADD CONSTRAINT "fine_tune_schedule_firings_schedule" FOREIGN KEY ("schedule_id","user_id") REFERENCES "public"."fine_tune_schedules"("id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "fine_tune_chat_turns_waiting" ON "fine_tune_chat_turns" USING btree ("avatar_id") WHERE job_id is null and outcome = 'kept';--> statement-breakpoint
CREATE UNIQUE INDEX "model_experiments_one_running" ON "model_experiments" USING btree ("avatar_id") WHERE status = 'running';--> statement-breakpoint
ALTER TABLE "fine_tune_schedules" ADD CONSTRAINT "fine_tune_schedules_hour" CHECK (hour between 0 and 23);--> statement-breakpoint
ALTER TABLE "model_experiments" ADD CONSTRAINT "model_experiments_winner" CHECK (winner in ('a', 'b'));--> statement-breakpoint
CREATE POLICY "own_rows_only" ON "fine_tune_batch_items" AS PERMISSIVE FOR ALL TO public USING (user_id = (select nullif(current_setting('app.user_id', true), ''))) WITH CHECK (user_id = (select nullif(current_setting('app.user_id', true), '')));--> statement-breakpoint
CREATE POLICY "own_rows_only" ON "fine_tune_batches" AS PERMISSIVE FOR ALL TO public USING (user_id = (select nullif(current_setting('app.user_id', true), ''))) WITH CHECK (user_id = (select nullif(current_setting('app.user_id', true), '')));--> statement-breakpoint
CREATE POLICY "own_rows_only" ON "fine_tune_chat_turns" AS PERMISSIVE FOR ALL TO public USING (user_id = (select nullif(current_setting('app.user_id', true), ''))) WITH CHECK (user_id = (select nullif(current_setting('app.user_id', true), '')));--> statement-breakpoint
CREATE POLICY "own_rows_only" ON "fine_tune_schedule_firings" AS PERMISSIVE FOR ALL TO public USING (user_id = (select nullif(current_setting('app.user_id', true), ''))) WITH CHECK (user_id = (select nullif(current_setting('app.user_id', true), '')));--> statement-breakpoint
-- The watcher of shutdowns looks after the models of all users, so this function runs with its owner's rights, past
-- row-level security. It answers with IDs and nothing else, and may be called by the application role only (see
-- migrate.ts).
CREATE FUNCTION public.list_avatars_with_models(after uuid, most integer)
RETURNS TABLE (avatar_id uuid, user_id text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
AS $$
  SELECT avatar.id, avatar.user_id
  FROM public.avatar_profiles AS avatar
  WHERE avatar.use_fine_tuned_model
    AND avatar.active_fine_tuned_model IS NOT NULL
    AND (after IS NULL OR avatar.id > after)
  ORDER BY avatar.id
  LIMIT most
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION public.list_avatars_with_models(uuid, integer) FROM PUBLIC;
