import { userIdSchema } from '@understudy/domain/user-settings/user-id';
import { z } from 'zod';

/** What the page needs to know before anything else: who is asking, and what kind of installation this is. */
export const sessionSchema = z
  .object({
    user: z.string().describe('The `sub` of the token'),
    simulated_providers: z
      .array(z.string())
      .describe('Providers whose answers come from the simulator, not from a real model'),
    temporal_ui_url: z.string().nullable().describe("Address of Temporal's own page, where there is one"),
    development: z.boolean().describe('Whether tokens are signed with the development secret'),
    limits: z
      .object({
        file_bytes: z.int().describe('Bytes of one file'),
        files: z.int().describe('Files of one training session'),
        instructions_characters: z.int().describe('Characters of the instructions'),
        pdf_pages: z.int().describe('Pages of a PDF that are read'),
        image_pixels: z.int().describe('Width × height of an image'),
      })
      .meta({ id: 'UploadLimits' }),
  })
  .meta({ id: 'Session' });

/** Body of `POST /auth/development-token`. */
export const developmentTokenRequestSchema = z
  .strictObject({
    user: userIdSchema.describe('Who the token is for'),
  })
  .meta({ id: 'DevelopmentTokenRequest', example: { user: 'ada' } });

/** A token for development. */
export const developmentTokenSchema = z
  .object({
    token: z.string().describe('Give it as `Authorization: Bearer …`'),
    user: z.string(),
    expires_at: z.iso.datetime(),
  })
  .meta({ id: 'DevelopmentToken' });
