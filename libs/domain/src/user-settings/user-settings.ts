import { z } from 'zod';

const autoFineTune = z
  .boolean()
  .describe('Whether to start a fine-tune as soon as there are 50 unused examples. Off unless chosen');

/** What a user has chosen for themselves. */
export const userSettingsSchema = z.object({ auto_fine_tune: autoFineTune }).meta({ id: 'UserSettings' });
export type UserSettings = z.infer<typeof userSettingsSchema>;

/** Body of `PATCH /api/settings`: only what is named changes. */
export const updateUserSettingsSchema = z
  .strictObject({ auto_fine_tune: autoFineTune.optional() })
  .refine((body) => Object.keys(body).length > 0, { message: 'Name at least one setting to change' })
  .meta({ id: 'UpdateUserSettings' });
