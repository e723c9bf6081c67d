import { z } from 'zod';
import { modelNameSchema } from '../model-name.ts';
import { nameSchema } from '../text/visible-text.ts';

/** The sixteen types of the Myers–Briggs Type Indicator. */
export const mbtiTypes = [
  'INTJ', 'INTP', 'ENTJ', 'ENTP', 'INFJ', 'INFP', 'ENFJ', 'ENFP',
  'ISTJ', 'ISFJ', 'ESTJ', 'ESFJ', 'ISTP', 'ISFP', 'ESTP', 'ESFP',
] as const; // prettier-ignore

const name = nameSchema(100, { missing: 'Give the avatar a name' }).describe('How the avatar is called');
const backstory = z.string().max(5000).trim().describe('Who the avatar is and where it comes from');
const traits = z
  .array(nameSchema(60, { missing: 'Write a word' }))
  .max(30)
  .describe('Words for the personality');
const mbti = z.enum(mbtiTypes).nullable().describe('Myers–Briggs type, if one is wanted');
const baseModel = modelNameSchema('base_model')
  .nullable()
  .describe(
    'Model that speaks for the avatar; null for the default. A name with a slash is a Hugging Face model',
  );

/** Body of `POST /api/avatars`. */
export const createAvatarSchema = z
  .strictObject({
    name,
    backstory: backstory.default(''),
    traits: traits.default([]),
    mbti: mbti.default(null),
    base_model: baseModel.default(null),
  })
  .meta({
    id: 'CreateAvatar',
    example: {
      name: 'Ash',
      backstory: 'A trainer from a small town.',
      traits: ['curious', 'stubborn'],
      mbti: 'ENFP',
      base_model: null,
    },
  });
export type CreateAvatar = z.infer<typeof createAvatarSchema>;

/** Body of `PATCH /api/avatars/:id`: only what is named changes. */
export const updateAvatarSchema = z
  .strictObject({
    name: name.optional(),
    backstory: backstory.optional(),
    traits: traits.optional(),
    mbti: mbti.optional(),
    base_model: baseModel.optional(),
  })
  .refine((body) => Object.keys(body).length > 0, { message: 'Name at least one field to change' })
  .meta({ id: 'UpdateAvatar' });
export type UpdateAvatar = z.infer<typeof updateAvatarSchema>;

/** An avatar as the API shows it. */
export const avatarSchema = z
  .object({
    id: z.uuid(),
    name: z.string(),
    backstory: z.string(),
    traits: z.array(z.string()),
    mbti: z.enum(mbtiTypes).nullable(),
    base_model: z.string().nullable(),
    active_prompt_version_id: z.uuid().nullable(),
    active_prompt_version_number: z.int().nullable(),
    prompt_version_count: z.int(),
    training_session_count: z.int(),
    training_example_count: z.int(),
    created_at: z.iso.datetime(),
    updated_at: z.iso.datetime(),
  })
  .meta({ id: 'Avatar' });
export type Avatar = z.infer<typeof avatarSchema>;
