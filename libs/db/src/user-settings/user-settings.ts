import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { userSettings } from '../schema/user-settings.ts';

/** What a user has chosen for themselves. */
export type UserSettings = {
  /** Whether to start a fine-tune as soon as there are examples enough. */
  autoFineTune: boolean;
};

const defaults: UserSettings = { autoFineTune: false };

/** The user's settings; the defaults where they never chose. */
export async function getUserSettings(tx: Transaction): Promise<UserSettings> {
  const [settings] = await tx
    .select({ autoFineTune: userSettings.autoFineTune })
    .from(userSettings)
    .where(mine(userSettings));
  return settings ?? defaults;
}

/** Stores the user's settings. */
export async function setUserSettings(tx: Transaction, settings: UserSettings): Promise<void> {
  const { autoFineTune } = settings;
  await tx
    .insert(userSettings)
    .values({ autoFineTune })
    .onConflictDoUpdate({ target: userSettings.userId, set: { autoFineTune } });
}
