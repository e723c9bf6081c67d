-- The sweep looks after the runs of all users, so these two functions run with their owner's rights, past row-level
-- security. They answer with IDs and nothing else, and may be called by the application role only (see migrate.ts).

CREATE FUNCTION public.list_unstarted_runs(older_than_seconds double precision)
RETURNS TABLE (id uuid, user_id text, kind text, avatar_id uuid, subject_id uuid, attempt integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
AS $$
  SELECT run.id, run.user_id, run.kind, run.avatar_id, run.subject_id, run.attempt
  FROM public.runs AS run
  WHERE run.status IN ('queued', 'running', 'paused', 'budget_paused')
    AND run.workflow_started_at IS NULL
    AND run.updated_at < clock_timestamp() - make_interval(secs => older_than_seconds)
  ORDER BY run.created_at
  LIMIT 1000
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION public.list_unstarted_runs(double precision) FROM PUBLIC;
--> statement-breakpoint
CREATE FUNCTION public.list_unfinished_runs()
RETURNS TABLE (id uuid, user_id text, kind text, avatar_id uuid, subject_id uuid, attempt integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
AS $$
  SELECT run.id, run.user_id, run.kind, run.avatar_id, run.subject_id, run.attempt
  FROM public.runs AS run
  WHERE run.status IN ('queued', 'running', 'paused', 'budget_paused')
  ORDER BY run.created_at
  LIMIT 1000
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION public.list_unfinished_runs() FROM PUBLIC;
