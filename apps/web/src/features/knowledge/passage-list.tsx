import { Text } from '@mantine/core';
import type { KnowledgePassage, SearchWay } from '@understudy/domain/knowledge/knowledge-passage';
import { formatShare } from '../../app/format.ts';
import classes from './passage-list.module.css';

const ways: Record<SearchWay, string> = { words: 'by its words', meaning: 'by its meaning' };

type PassageListProps = { passages: readonly KnowledgePassage[]; label: string };

/** Passages, best first. Each shows its beginning, and its whole text when it is opened. */
export function PassageList({ passages, label }: PassageListProps) {
  return (
    <ol className={classes.list} aria-label={label}>
      {passages.map((passage) => (
        <li key={passage.id}>
          <details className={classes.passage}>
            <summary className={classes.summary}>
              <span className={classes.head}>
                <span className={classes.title}>{passage.title}</span>
                <span className={classes.score}>{formatShare(passage.score)}</span>
              </span>
              <span className={classes.beginning}>{passage.text}</span>
            </summary>
            <Text size="sm" className={classes.text}>
              {passage.text}
            </Text>
            <Text size="xs" c="dimmed" mt={6}>
              {describeFinding(passage)}
            </Text>
          </details>
        </li>
      ))}
    </ol>
  );
}

/** How a passage was found, and where it stands: "Found by its meaning (0.62) · passage 3 of its document". */
function describeFinding({ found_by, similarity, word_share, position, source }: KnowledgePassage): string {
  const found = found_by.map((way) => {
    if (way === 'meaning')
      return similarity === null ? ways.meaning : `${ways.meaning} (${similarity.toFixed(2)})`;
    return word_share === null ? ways.words : `${ways.words} (${formatShare(word_share)} of the question)`;
  });
  return `Found ${found.join(' and ')} · passage ${position + 1} of ${source.kind === 'document' ? 'its document' : 'a stored example'}`;
}
