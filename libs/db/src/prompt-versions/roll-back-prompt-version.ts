import type { PromptVersion } from '@understudy/domain/prompt-versions/prompt-version';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import { and, asc, eq } from 'drizzle-orm';
import { lockAvatar } from '../avatars/lock-avatar.ts';
import type { Transaction } from '../database.ts';
import { notFound } from '../errors/not-found.ts';
import { mine } from '../ownership.ts';
import { promptVersionActivations } from '../schema/prompt-versions.ts';
import { versionToRollBackTo } from './activation-history.ts';
import { getPromptVersion } from './get-prompt-version.ts';
import { makeActive } from './switch-active-version.ts';

/**
 * Goes back to the version that was active before, or to a given one of the avatar.
 *
 * @returns the version that is active now
 * @throws UnderstudyError `not_found`; `conflict` where there is nothing to go back to
 */
export async function rollBackPromptVersion(
  tx: Transaction,
  avatarId: string,
  toPromptVersionId?: string,
): Promise<PromptVersion> {
  const { activePromptVersionId } = await lockAvatar(tx, avatarId);
  const target = toPromptVersionId ?? (await previousVersion(tx, avatarId, activePromptVersionId));
  if (target === null) {
    throw new UnderstudyError('conflict', 'No other version of this avatar has been active before.');
  }
  const { avatar_id: owner } = await getPromptVersion(tx, target);
  if (owner !== avatarId) throw notFound('prompt version', target);
  if (target === activePromptVersionId) {
    throw new UnderstudyError('conflict', 'This version is the active one already.');
  }
  await makeActive(tx, avatarId, { promptVersionId: target, action: 'rolled_back' });
  return await getPromptVersion(tx, target);
}

async function previousVersion(
  tx: Transaction,
  avatarId: string,
  active: string | null,
): Promise<string | null> {
  const { promptVersionId, action, ordinal } = promptVersionActivations;
  const history = await tx
    .select({ promptVersionId, action })
    .from(promptVersionActivations)
    .where(and(mine(promptVersionActivations), eq(promptVersionActivations.avatarId, avatarId)))
    .orderBy(asc(ordinal));
  return versionToRollBackTo(history, active);
}
