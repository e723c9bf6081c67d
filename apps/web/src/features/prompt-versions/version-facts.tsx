import type { PromptVersion } from '@understudy/domain/prompt-versions/prompt-version';
import { countOf } from '../../app/format.ts';

/** How much a version is used and liked, in a line. */
export function VersionFacts({ version }: { version: PromptVersion }) {
  const rating =
    version.rating_average === null
      ? 'not rated'
      : `★ ${version.rating_average.toFixed(1)} from ${countOf(version.rating_count, 'rating')}`;
  return (
    <>
      used {countOf(version.usage_count, 'time')} · {rating}
      {version.simulated_provider && ' · simulated provider'}
    </>
  );
}
