CREATE TABLE "uploads" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" text DEFAULT current_setting('app.user_id') NOT NULL,
	"storage_prefix" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "uploads" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE INDEX "uploads_by_age" ON "uploads" USING btree ("created_at");--> statement-breakpoint
CREATE POLICY "own_rows_only" ON "uploads" AS PERMISSIVE FOR ALL TO public USING (user_id = (select nullif(current_setting('app.user_id', true), ''))) WITH CHECK (user_id = (select nullif(current_setting('app.user_id', true), '')));--> statement-breakpoint
-- The sweep looks after the uploads of all users, with the rights of the owner of this function (see 0001).
CREATE FUNCTION public.list_abandoned_uploads(older_than_seconds double precision)
RETURNS TABLE (id uuid, user_id text, storage_prefix text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
AS $$
  SELECT upload.id, upload.user_id, upload.storage_prefix
  FROM public.uploads AS upload
  WHERE upload.created_at < clock_timestamp() - make_interval(secs => older_than_seconds)
  ORDER BY upload.created_at
  LIMIT 100
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION public.list_abandoned_uploads(double precision) FROM PUBLIC;
