ALTER TABLE "auto_train_batches" ADD COLUMN "accepted_quality" double precision DEFAULT 0 NOT NULL;--> statement-breakpoint
UPDATE "auto_train_batches" AS batch SET "accepted_quality" = items.quality
FROM (
	SELECT batch_id, sum(quality_score) AS quality FROM "auto_train_items" WHERE status = 'accepted' GROUP BY batch_id
) AS items
WHERE items.batch_id = batch.id;
