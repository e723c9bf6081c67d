CREATE SCHEMA "fleet";
--> statement-breakpoint
CREATE TABLE "fleet"."provider_paces" (
	"provider" text PRIMARY KEY NOT NULL,
	"paused_until" timestamp with time zone DEFAULT now() NOT NULL,
	"next_call_at" timestamp with time zone DEFAULT now() NOT NULL
);
