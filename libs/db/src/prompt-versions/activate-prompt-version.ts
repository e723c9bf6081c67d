import type { PromptVersion } from '@understudy/domain/prompt-versions/prompt-version';
import { lockAvatar } from '../avatars/lock-avatar.ts';
import type { Transaction } from '../database.ts';
import { getPromptVersion } from './get-prompt-version.ts';
import { makeActive, makeInactive } from './switch-active-version.ts';

/**
 * Makes a version the one its avatar speaks with. Changes nothing where it already is.
 *
 * @throws UnderstudyError `not_found`
 */
export async function activatePromptVersion(
  tx: Transaction,
  promptVersionId: string,
): Promise<PromptVersion> {
  const { avatar_id: avatarId } = await getPromptVersion(tx, promptVersionId);
  const { activePromptVersionId } = await lockAvatar(tx, avatarId);
  if (activePromptVersionId !== promptVersionId) {
    await makeActive(tx, avatarId, { promptVersionId, action: 'activated' });
  }
  return await getPromptVersion(tx, promptVersionId);
}

/**
 * Takes a version out of use: its avatar then speaks from its profile alone. Changes nothing where it is not active.
 *
 * @throws UnderstudyError `not_found`
 */
export async function deactivatePromptVersion(
  tx: Transaction,
  promptVersionId: string,
): Promise<PromptVersion> {
  const { avatar_id: avatarId } = await getPromptVersion(tx, promptVersionId);
  const { activePromptVersionId } = await lockAvatar(tx, avatarId);
  if (activePromptVersionId === promptVersionId) await makeInactive(tx, avatarId, promptVersionId);
  return await getPromptVersion(tx, promptVersionId);
}
