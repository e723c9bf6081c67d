import { getUserSettings, setUserSettings } from '@understudy/db/user-settings/user-settings';
import { updateUserSettingsSchema, userSettingsSchema } from '@understudy/domain/user-settings/user-settings';
import { defineOperation } from '../http/operation.ts';

const tag = 'Settings';

/** What a user has chosen for themselves. */
export const userSettingsOperations = [
  defineOperation({
    id: 'getUserSettings',
    method: 'get',
    path: '/api/settings',
    tag,
    summary: 'Read your settings',
    security: 'bearer',
    responses: { 200: { description: 'The settings', schema: userSettingsSchema } },
    handler: async ({ dependencies: { database }, principal }) => {
      const { autoFineTune } = await database.asUser(principal.user, getUserSettings);
      return { status: 200, body: { auto_fine_tune: autoFineTune } };
    },
  }),
  defineOperation({
    id: 'updateUserSettings',
    method: 'patch',
    path: '/api/settings',
    tag,
    summary: 'Change your settings',
    description: 'Only the settings that are named change.',
    security: 'bearer',
    body: updateUserSettingsSchema,
    responses: { 200: { description: 'The settings', schema: userSettingsSchema } },
    handler: async ({ dependencies: { database }, principal, body }) => {
      const settings = await database.asUser(principal.user, async (tx) => {
        const { autoFineTune } = await getUserSettings(tx);
        const changed = { autoFineTune: body.auto_fine_tune ?? autoFineTune };
        await setUserSettings(tx, changed);
        return changed;
      });
      return { status: 200, body: { auto_fine_tune: settings.autoFineTune } };
    },
  }),
];
