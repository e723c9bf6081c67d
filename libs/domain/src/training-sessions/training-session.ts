import { z } from 'zod';
import { conversationFormatSchema } from '../conversations/message.ts';
import { problemCodeSchema } from '../errors/problem-code-schema.ts';
import { runEventLevelSchema } from '../runs/run-event.ts';
import { runSchema } from '../runs/run.ts';
import { communicationAnalysisSchema } from '../style/communication-analysis.ts';
import { measuredStyleSchema } from '../style/measured-style.ts';
import { uploadKinds, uploadLimits } from './upload-limits.ts';

/** Text fields of the multipart body of `POST /api/avatars/:id/training-sessions`; the files come as `files[]`. */
export const createTrainingSessionSchema = z.strictObject({
  instructions: z
    .string()
    .trim()
    .max(uploadLimits.instructionsCharacters)
    .default('')
    .describe('What the avatar should do or change, in plain words'),
  avatar_speaker: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .optional()
    .describe('Name of the speaker who is the avatar; "left" or "right" for screenshots'),
});
export type CreateTrainingSession = z.infer<typeof createTrainingSessionSchema>;

/** State of one file of a session. */
export const trainingSessionFileStatuses = ['pending', 'extracted', 'failed'] as const;

/** A file of a session, with what was found in it or why it could not be used. */
export const trainingSessionFileSchema = z
  .object({
    id: z.uuid(),
    name: z.string(),
    kind: z.enum(uploadKinds).nullable().describe('By content; null when the content is of no known kind'),
    content_type: z.string().nullable(),
    size_bytes: z.int().min(0),
    status: z.enum(trainingSessionFileStatuses),
    extraction_method: z
      .enum(['plain_text', 'pdf_text_layer', 'vision'])
      .nullable()
      .describe('How its text was read'),
    page_count: z.int().nullable(),
    text_length: z.int().nullable().describe('Characters of extracted text'),
    message_count: z.int().describe('Messages found in it'),
    error: z
      .object({ code: problemCodeSchema, message: z.string() })
      .nullable()
      .describe('Why it could not be used, and what to do'),
    warnings: z.array(z.string()),
  })
  .meta({ id: 'TrainingSessionFile' });
export type TrainingSessionFile = z.infer<typeof trainingSessionFileSchema>;

/** Somebody who speaks in a conversation. */
export const conversationSpeakerSchema = z
  .object({ name: z.string(), message_count: z.int(), is_avatar: z.boolean() })
  .meta({ id: 'ConversationSpeaker' });
export type ConversationSpeaker = z.infer<typeof conversationSpeakerSchema>;

/** A conversation that was found in a file. */
export const extractedConversationSchema = z
  .object({
    id: z.uuid(),
    file_id: z.uuid(),
    title: z.string().nullable(),
    format: conversationFormatSchema,
    message_count: z.int(),
    pair_count: z.int().describe('Exchanges in which the avatar answers somebody'),
    speakers: z.array(conversationSpeakerSchema),
    avatar_speaker: z.string().nullable(),
    started_at: z.string().nullable().describe('First date in the export, in its own time zone'),
    ended_at: z.string().nullable(),
  })
  .meta({ id: 'ExtractedConversation' });
export type ExtractedConversation = z.infer<typeof extractedConversationSchema>;

/** A line of a session's log. */
export const trainingLogSchema = z
  .object({
    id: z.uuid(),
    level: runEventLevelSchema,
    step: z.string(),
    message: z.string(),
    details: z.record(z.string(), z.json()),
    created_at: z.iso.datetime(),
  })
  .meta({ id: 'TrainingLog' });
export type TrainingLog = z.infer<typeof trainingLogSchema>;

/** A training session in a list. */
export const trainingSessionSummarySchema = z
  .object({
    id: z.uuid(),
    avatar_id: z.uuid(),
    run: runSchema,
    instructions: z.string(),
    file_count: z.int(),
    failed_file_count: z.int(),
    avatar_speaker: z.string().nullable().describe('Who the avatar is: chosen, or found'),
    prompt_version_id: z.uuid().nullable(),
    prompt_version_number: z.int().nullable(),
    training_example_count: z.int(),
    created_at: z.iso.datetime(),
  })
  .meta({ id: 'TrainingSessionSummary' });
export type TrainingSessionSummary = z.infer<typeof trainingSessionSummarySchema>;

/** A training session with everything that was found. */
export const trainingSessionSchema = trainingSessionSummarySchema
  .extend({
    requested_speaker: z.string().nullable(),
    files: z.array(trainingSessionFileSchema),
    conversations: z.array(extractedConversationSchema),
    speakers: z.array(conversationSpeakerSchema).describe('Everybody who speaks, over all conversations'),
    measured_style: measuredStyleSchema.nullable(),
    analysis: communicationAnalysisSchema.nullable(),
    logs: z.array(trainingLogSchema),
  })
  .meta({ id: 'TrainingSession' });
export type TrainingSession = z.infer<typeof trainingSessionSchema>;
