import { memo } from 'react';
import { CountBars } from '../../app/count-bars.tsx';
import { patternTitle } from './pattern-title.ts';

/** Examples by what the avatar does in them. */
export const PatternChart = memo(function PatternChart({ counts }: { counts: Record<string, number> }) {
  const bars = Object.entries(counts).map(([pattern, count]) => ({ name: patternTitle(pattern), count }));
  return <CountBars title="Examples by pattern type" counts={bars} nameWidth={96} countWidth={44} />;
});
