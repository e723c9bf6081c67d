import type { Quality } from '@understudy/domain/training-center/contracts/examine-examples';
import { formatNumber } from '../../app/format.ts';

type Changes = Pick<Quality, 'added_since' | 'changed_since' | 'removed_since'>;

/** Whether the examples are no longer those that were examined, or never were. */
export function isStale(quality: Changes & Pick<Quality, 'report'>): boolean {
  const { added_since: added, changed_since: changed, removed_since: removed } = quality;
  return quality.report === null || added + changed + removed > 0;
}

/** What has changed since the examination: "3 were added and 1 was removed". */
export function changesSince(changes: Changes): string {
  const parts = [
    [changes.added_since, 'added'],
    [changes.changed_since, 'edited'],
    [changes.removed_since, 'removed'],
  ] as const;
  return parts
    .filter(([count]) => count > 0)
    .map(([count, what]) => `${formatNumber(count)} ${count === 1 ? 'was' : 'were'} ${what}`)
    .join(', ');
}
