-- Near-duplicates are looked for under the key of any of a text's bands. The index that serves `&&` cannot be used under
-- row-level security, because the operator is not leakproof, so this function runs with its owner's rights and applies
-- the policy itself: rows of the user of the transaction, and of nobody else. Callable by the application role only
-- (see migrate.ts).

CREATE FUNCTION public.find_signatures_sharing_bands(wanted_keys text[])
RETURNS TABLE (example_id uuid, signature bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
AS $$
  SELECT stored.example_id, stored.signature
  FROM public.training_example_signatures AS stored
  WHERE stored.band_keys OPERATOR(pg_catalog.&&) wanted_keys
    AND stored.user_id = (SELECT nullif(current_setting('app.user_id', true), ''))
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION public.find_signatures_sharing_bands(text[]) FROM PUBLIC;
