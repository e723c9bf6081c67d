-- Band keys become numbers: smaller, and found faster than texts under any collation. No signature was stored before.

DROP INDEX "training_example_signatures_bands";
--> statement-breakpoint
ALTER TABLE "training_example_signatures" ALTER COLUMN "band_keys" SET DATA TYPE integer[] USING '{}';
--> statement-breakpoint
CREATE INDEX "training_example_signatures_bands" ON "training_example_signatures" USING gin ("band_keys") WITH (fastupdate=false);
--> statement-breakpoint
DROP FUNCTION public.find_signatures_sharing_bands(text[]);
--> statement-breakpoint
-- One search for each text, `[{ "band_keys": [1, 2] }]`: the time of a single search with the keys of many texts grows
-- with their square. Reading the whole table is never right, but what the planner would choose while it has no
-- statistics.
CREATE FUNCTION public.find_signatures_sharing_bands(wanted json)
RETURNS TABLE (example_id uuid, signature bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' SET enable_seqscan = off
AS $$
  SELECT stored.example_id, stored.signature
  FROM json_to_recordset(wanted) AS text_wanted (band_keys integer[])
  JOIN public.training_example_signatures AS stored
    ON stored.band_keys OPERATOR(pg_catalog.&&) text_wanted.band_keys
  WHERE stored.user_id = (SELECT nullif(current_setting('app.user_id', true), ''))
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION public.find_signatures_sharing_bands(json) FROM PUBLIC;
