CREATE INDEX "avatar_training_examples_by_removal" ON "avatar_training_examples" USING btree ("user_id","removal_id") WHERE removal_id is not null;--> statement-breakpoint
-- Lists go by this index alone: which avatar, how long, how good. Drizzle has no word for included columns.
DROP INDEX "avatar_training_examples_by_user";
--> statement-breakpoint
CREATE INDEX "avatar_training_examples_by_user" ON "avatar_training_examples" USING btree ("user_id","id") INCLUDE ("avatar_id","quality_score","response_length") WHERE removed_at is null;
--> statement-breakpoint
-- The sweep deletes, for all users, what was removed so long ago that nobody can bring it back. It runs with its owner's
-- rights, past row-level security, so no caller can name fewer than 30 days. Callable by the application role only (see
-- application-role.ts).
CREATE FUNCTION public.purge_removed_examples(older_than_days integer, at_most integer)
RETURNS integer
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = ''
AS $$
  WITH purged AS (
    DELETE FROM public.avatar_training_examples
    WHERE id IN (
      SELECT example.id
      FROM public.avatar_training_examples AS example
      WHERE example.removed_at < clock_timestamp() - make_interval(days => greatest(older_than_days, 30))
      ORDER BY example.removed_at
      LIMIT at_most
      FOR UPDATE SKIP LOCKED
    )
    RETURNING id
  )
  SELECT count(*)::integer FROM purged
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION public.purge_removed_examples(integer, integer) FROM PUBLIC;
