import { Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { TextDiffLine } from '@understudy/domain/prompt-versions/version-comparison';
import { diffRows } from './diff-rows.ts';
import classes from './text-diff.module.css';

const signs = { added: '+', removed: '−', unchanged: ' ' } as const;

function Line({ line }: { line: TextDiffLine | null }) {
  if (line === null) return <div className={classes.line} data-type="nothing" />;
  return (
    <div className={classes.line} data-type={line.type}>
      <span className={classes.sign}>{signs[line.type]}</span>
      {line.text === '' ? '\u00a0' : line.text}
    </div>
  );
}

/** Two prompts against each other: side by side where there is room, else one under the other. */
export function TextDiff({ lines }: { lines: readonly TextDiffLine[] }) {
  const wide = useMediaQuery('(min-width: 62em)', true);
  if (lines.every((line) => line.type === 'unchanged')) {
    return <Text c="dimmed">Both versions have the same prompt, word for word.</Text>;
  }
  return (
    <div
      className={classes.diff}
      data-wide={wide}
      tabIndex={0}
      role="region"
      aria-label="Differences in the prompt"
    >
      {wide
        ? diffRows(lines).flatMap(({ left, right }, index) => [
            <Line key={`left ${index}`} line={left} />,
            <Line key={`right ${index}`} line={right} />,
          ])
        : lines.map((line, index) => <Line key={index} line={line} />)}
    </div>
  );
}
