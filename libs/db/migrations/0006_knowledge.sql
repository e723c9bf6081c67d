-- One bit for each number of a vector: whether it is positive.
CREATE FUNCTION public.signs_of(vector real[]) RETURNS bit varying
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE SET search_path = ''
AS $$
  SELECT string_agg(CASE WHEN number > 0 THEN '1' ELSE '0' END, '' ORDER BY place)::bit varying
  FROM unnest(vector) WITH ORDINALITY AS numbers (number, place)
$$;
--> statement-breakpoint
CREATE TABLE "chat_message_passages" (
	"chat_message_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"user_id" text DEFAULT current_setting('app.user_id') NOT NULL,
	"chunk_id" uuid NOT NULL,
	"score" double precision NOT NULL,
	CONSTRAINT "chat_message_passages_chat_message_id_position_pk" PRIMARY KEY("chat_message_id","position")
);
--> statement-breakpoint
ALTER TABLE "chat_message_passages" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "knowledge_chunks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" text DEFAULT current_setting('app.user_id') NOT NULL,
	"run_id" uuid NOT NULL,
	"avatar_id" uuid,
	"document_id" uuid,
	"example_id" uuid,
	"position" integer NOT NULL,
	"title" text NOT NULL,
	"text" text NOT NULL,
	"search" "tsvector" GENERATED ALWAYS AS (setweight(to_tsvector('simple', title), 'B') || to_tsvector('simple', text)) STORED,
	"embedding" real[],
	"embedding_model" text,
	"embedding_signs" bit varying GENERATED ALWAYS AS (public.signs_of(embedding)) STORED,
	"embedding_dimensions" integer GENERATED ALWAYS AS (cardinality(embedding)) STORED,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "knowledge_chunks_id_user" UNIQUE("id","user_id"),
	CONSTRAINT "knowledge_chunks_of_document" UNIQUE("document_id","position"),
	CONSTRAINT "knowledge_chunks_of_example" UNIQUE("example_id","position"),
	CONSTRAINT "knowledge_chunks_source" CHECK (num_nonnulls(document_id, example_id) = 1),
	CONSTRAINT "knowledge_chunks_model" CHECK ((embedding is null) = (embedding_model is null))
);
--> statement-breakpoint
ALTER TABLE "knowledge_chunks" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "knowledge_documents" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" text DEFAULT current_setting('app.user_id') NOT NULL,
	"run_id" uuid NOT NULL,
	"avatar_id" uuid,
	"title" text NOT NULL,
	"file_name" text NOT NULL,
	"kind" text NOT NULL,
	"size_bytes" bigint NOT NULL,
	"content_digest" text NOT NULL,
	"storage_key" text NOT NULL,
	"page_count" integer,
	"text_length" integer,
	"chunk_count" integer,
	"warnings" text[] DEFAULT '{}' NOT NULL,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "knowledge_documents_id_user" UNIQUE("id","user_id"),
	CONSTRAINT "knowledge_documents_run" UNIQUE("run_id")
);
--> statement-breakpoint
ALTER TABLE "knowledge_documents" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "chat_message_passages" ADD CONSTRAINT "chat_message_passages_message" FOREIGN KEY ("chat_message_id","user_id") REFERENCES "public"."chat_messages"("id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chat_message_passages" ADD CONSTRAINT "chat_message_passages_chunk" FOREIGN KEY ("chunk_id","user_id") REFERENCES "public"."knowledge_chunks"("id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "knowledge_chunks" ADD CONSTRAINT "knowledge_chunks_run" FOREIGN KEY ("run_id","user_id") REFERENCES "public"."runs"("id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "knowledge_chunks" ADD CONSTRAINT "knowledge_chunks_avatar" FOREIGN KEY ("avatar_id","user_id") REFERENCES "public"."avatar_profiles"("id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "knowledge_chunks" ADD CONSTRAINT "knowledge_chunks_document" FOREIGN KEY ("document_id","user_id") REFERENCES "public"."knowledge_documents"("id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "knowledge_chunks" ADD CONSTRAINT "knowledge_chunks_example" FOREIGN KEY ("example_id","user_id") REFERENCES "public"."avatar_training_examples"("id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "knowledge_documents" ADD CONSTRAINT "knowledge_documents_run_of_user" FOREIGN KEY ("run_id","user_id") REFERENCES "public"."runs"("id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "knowledge_documents" ADD CONSTRAINT "knowledge_documents_avatar" FOREIGN KEY ("avatar_id","user_id") REFERENCES "public"."avatar_profiles"("id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "chat_message_passages_by_chunk" ON "chat_message_passages" USING btree ("chunk_id");--> statement-breakpoint
CREATE INDEX "knowledge_chunks_by_user" ON "knowledge_chunks" USING btree ("user_id","avatar_id");--> statement-breakpoint
CREATE INDEX "knowledge_chunks_by_avatar" ON "knowledge_chunks" USING btree ("avatar_id");--> statement-breakpoint
CREATE INDEX "knowledge_chunks_by_run" ON "knowledge_chunks" USING btree ("run_id");--> statement-breakpoint
CREATE INDEX "knowledge_chunks_without_vector" ON "knowledge_chunks" USING btree ("run_id","id") WHERE embedding is null;--> statement-breakpoint
CREATE INDEX "knowledge_chunks_search" ON "knowledge_chunks" USING gin ("search") WITH (fastupdate=false);--> statement-breakpoint
CREATE INDEX "knowledge_documents_by_user" ON "knowledge_documents" USING btree ("user_id","id");--> statement-breakpoint
CREATE INDEX "knowledge_documents_by_avatar" ON "knowledge_documents" USING btree ("avatar_id","id");--> statement-breakpoint
CREATE POLICY "own_rows_only" ON "chat_message_passages" AS PERMISSIVE FOR ALL TO public USING (user_id = (select nullif(current_setting('app.user_id', true), ''))) WITH CHECK (user_id = (select nullif(current_setting('app.user_id', true), '')));--> statement-breakpoint
CREATE POLICY "own_rows_only" ON "knowledge_chunks" AS PERMISSIVE FOR ALL TO public USING (user_id = (select nullif(current_setting('app.user_id', true), ''))) WITH CHECK (user_id = (select nullif(current_setting('app.user_id', true), '')));--> statement-breakpoint
CREATE POLICY "own_rows_only" ON "knowledge_documents" AS PERMISSIVE FOR ALL TO public USING (user_id = (select nullif(current_setting('app.user_id', true), ''))) WITH CHECK (user_id = (select nullif(current_setting('app.user_id', true), '')));--> statement-breakpoint
-- Vectors do not compress; stored so, they are read without trying.
ALTER TABLE "knowledge_chunks" ALTER COLUMN "embedding" SET STORAGE EXTERNAL;
--> statement-breakpoint
-- The two ways of searching. As with near-duplicates (0003), the indexes cannot be used under row-level security, since
-- their operators are not leakproof, so these functions run with their owner's rights and apply the policy themselves:
-- passages of the user of the transaction, and of nobody else. Without an avatar all knowledge is searched, with one its
-- own and that of no avatar in particular.

-- By words: the passages that have any word of the question, by the share of its words they have, each word weighed by
-- how few of the passages searched have it (inverse document frequency), so that no list of stop words for any language
-- is needed. A phrase in quotes or a word after a minus is a condition, as in web search.
CREATE FUNCTION public.find_knowledge_by_words(question text, of_avatar uuid, most integer)
RETURNS TABLE (chunk_id uuid, word_share double precision)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
AS $$
  WITH wanted AS (
    SELECT websearch_to_tsquery('simple', question) AS condition, question ~ '"|(^|\s)-\w' AS conditional
  ),
  words AS (
    SELECT found.lexeme, plainto_tsquery('simple', found.lexeme) AS query
    FROM unnest(to_tsvector('simple', question)) AS found
    WHERE numnode(plainto_tsquery('simple', found.lexeme)) > 0
    LIMIT 64
  ),
  searched AS (
    SELECT count(*) AS chunks
    FROM public.knowledge_chunks AS chunk
    WHERE chunk.user_id = (SELECT nullif(current_setting('app.user_id', true), ''))
      AND (of_avatar IS NULL OR chunk.avatar_id = of_avatar OR chunk.avatar_id IS NULL)
  ),
  matches AS (
    SELECT words.lexeme, chunk.id
    FROM words
    JOIN public.knowledge_chunks AS chunk ON chunk.search @@ words.query
    WHERE chunk.user_id = (SELECT nullif(current_setting('app.user_id', true), ''))
      AND (of_avatar IS NULL OR chunk.avatar_id = of_avatar OR chunk.avatar_id IS NULL)
      AND (NOT (SELECT conditional FROM wanted) OR chunk.search @@ (SELECT condition FROM wanted))
  ),
  weights AS (
    SELECT words.lexeme, ln((searched.chunks + 1) / (greatest(count(matches.id), 1) + 0.5))::double precision AS weight
    FROM searched CROSS JOIN words LEFT JOIN matches USING (lexeme)
    GROUP BY words.lexeme, searched.chunks
  ),
  best AS (
    SELECT matches.id, sum(weights.weight) AS weight
    FROM matches
    JOIN weights USING (lexeme)
    GROUP BY matches.id
    ORDER BY weight DESC, matches.id
    LIMIT 4 * most
  )
  SELECT best.id, least(1, best.weight / nullif((SELECT sum(weights.weight) FROM weights), 0))
  FROM best
  JOIN public.knowledge_chunks AS chunk ON chunk.id = best.id
  ORDER BY best.weight DESC,
    -- Among those with the same words: where they stand close together, or in the title.
    ts_rank_cd(chunk.search, (SELECT string_agg(words.query::text, ' | ')::tsquery FROM words)) DESC,
    best.id
  LIMIT most
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION public.find_knowledge_by_words(text, uuid, integer) FROM PUBLIC;
--> statement-breakpoint
-- By meaning: the passages whose vectors are nearest to that of the question, of those that the same model has made.
-- This one compares exactly, both vectors being of unit length. PostgreSQL by itself takes 0.3 ms for each comparison of
-- 1,536 numbers, so where there are more than 1,000 passages it compares the 1,000 whose signs agree most, which takes
-- 2 microseconds each (binary quantization with rescoring).
CREATE FUNCTION public.find_knowledge_by_vector(wanted real[], of_model text, of_avatar uuid, most integer)
RETURNS TABLE (chunk_id uuid, similarity double precision)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
AS $$
  WITH candidates AS MATERIALIZED (
    SELECT chunk.id, chunk.embedding
    FROM public.knowledge_chunks AS chunk
    WHERE chunk.user_id = (SELECT nullif(current_setting('app.user_id', true), ''))
      AND (of_avatar IS NULL OR chunk.avatar_id = of_avatar OR chunk.avatar_id IS NULL)
      AND chunk.embedding_model = of_model
      AND chunk.embedding_dimensions = cardinality(wanted)
    ORDER BY bit_count(chunk.embedding_signs # (SELECT public.signs_of(wanted))), chunk.id
    LIMIT 1000
  )
  SELECT candidates.id, product.cosine
  FROM candidates
  CROSS JOIN LATERAL (
    SELECT sum(pair.one * pair.other)::double precision
    FROM unnest(candidates.embedding, wanted) AS pair (one, other)
  ) AS product (cosine)
  ORDER BY product.cosine DESC, candidates.id
  LIMIT most
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION public.find_knowledge_by_vector(real[], text, uuid, integer) FROM PUBLIC;
--> statement-breakpoint
CREATE FUNCTION public.knowledge_vector_index() RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT 'exact' $$;
--> statement-breakpoint
-- Chooses how vectors are searched: by HNSW where pgvector 0.8 or newer is there or may be installed, else exactly, as
-- above. Called once, below; an operator who adds pgvector later calls it again as the owner of the tables. The vectors
-- stay where and as they are: the indexes are on expressions, one for each usual length, and what has another length is
-- compared without an index.
CREATE FUNCTION public.choose_knowledge_vector_search() RETURNS text
LANGUAGE plpgsql SET search_path = ''
AS $choose$
DECLARE
  extension_schema text;
  extension_version text;
  dimensions integer;
BEGIN
  IF EXISTS (SELECT FROM pg_available_extensions WHERE name = 'vector') THEN
    BEGIN
      CREATE EXTENSION IF NOT EXISTS vector WITH SCHEMA public;
    EXCEPTION WHEN OTHERS THEN
      RAISE NOTICE 'pgvector is not used: %', SQLERRM;
    END;
  END IF;
  SELECT namespace.nspname, extension.extversion INTO extension_schema, extension_version
  FROM pg_extension AS extension
  JOIN pg_namespace AS namespace ON namespace.oid = extension.extnamespace
  WHERE extension.extname = 'vector';
  -- Before 0.8 an index could not go on searching where most of what it found belongs to other users.
  IF extension_version IS NULL
    OR (regexp_match(extension_version, '^(\d+)\.(\d+)'))::integer[] < ARRAY[0, 8] THEN
    RETURN public.knowledge_vector_index();
  END IF;
  FOREACH dimensions IN ARRAY ARRAY[384, 512, 768, 1024, 1536, 3072] LOOP
    -- An index of whole numbers holds 2,000 dimensions, one of halves 4,000.
    EXECUTE format(
      'CREATE INDEX IF NOT EXISTS %1$I ON public.knowledge_chunks
       USING hnsw ((embedding::%2$I.%3$s(%4$s)) %2$I.%3$s_cosine_ops) WHERE embedding_dimensions = %4$s',
      'knowledge_chunks_nearest_' || dimensions, extension_schema,
      CASE WHEN dimensions > 2000 THEN 'halfvec' ELSE 'vector' END, dimensions);
  END LOOP;
  EXECUTE format(
    $create$
      CREATE OR REPLACE FUNCTION public.find_knowledge_by_vector(
        wanted real[], of_model text, of_avatar uuid, most integer)
      RETURNS TABLE (chunk_id uuid, similarity double precision)
      LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ''
      SET hnsw.iterative_scan = 'strict_order' SET hnsw.ef_search = '100'
      AS $body$
      DECLARE
        kind text := CASE WHEN cardinality(wanted) > 2000 THEN 'halfvec' ELSE 'vector' END;
      BEGIN
        -- The length has to stand in the query, for PostgreSQL to see which index serves it.
        RETURN QUERY EXECUTE format(
          'SELECT chunk.id, 1 - ((chunk.embedding::%1$I.%%1$s(%%2$s)) OPERATOR(%1$I.<=>) $1::%1$I.%%1$s(%%2$s))
           FROM public.knowledge_chunks AS chunk
           WHERE chunk.user_id = $2
             AND ($3 IS NULL OR chunk.avatar_id = $3 OR chunk.avatar_id IS NULL)
             AND chunk.embedding_model = $4
             AND chunk.embedding_dimensions = %%2$s
           ORDER BY (chunk.embedding::%1$I.%%1$s(%%2$s)) OPERATOR(%1$I.<=>) $1::%1$I.%%1$s(%%2$s)
           LIMIT $5',
          kind, cardinality(wanted))
        USING wanted, nullif(current_setting('app.user_id', true), ''), of_avatar, of_model, most;
      END
      $body$
    $create$, extension_schema);
  CREATE OR REPLACE FUNCTION public.knowledge_vector_index() RETURNS text
    LANGUAGE sql IMMUTABLE AS $hnsw$ SELECT 'hnsw' $hnsw$;
  RETURN 'hnsw';
END
$choose$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION public.choose_knowledge_vector_search() FROM PUBLIC;
--> statement-breakpoint
SELECT public.choose_knowledge_vector_search();
