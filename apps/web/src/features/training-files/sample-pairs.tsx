import { Badge, Group, Skeleton, Text } from '@mantine/core';
import type { TrainingPair } from '@understudy/domain/enrichment/training-pair';
import type { TrainingFile } from '@understudy/domain/training-files/training-file';
import { cannotShow } from '../../api/cannot-show.ts';
import { ErrorState } from '../../app/error-state.tsx';
import { countOf, formatShare } from '../../app/format.ts';
import passages from '../knowledge/passage-list.module.css';
import { labelInWords } from './label-in-words.ts';
import { useSamplePairs } from './use-training-files.ts';

/** Pairs drawn from the whole file, for a person to judge. */
export function SamplePairs({ file }: { file: TrainingFile }) {
  const samples = useSamplePairs(file);
  if (file.artefact === null) {
    return (
      <Text size="sm" c="dimmed">
        They are drawn when the file is built.
      </Text>
    );
  }
  if (cannotShow(samples)) return <ErrorState error={samples.error} onRetry={() => void samples.refetch()} />;
  if (samples.isPending) return <Skeleton h={160} role="status" aria-label="Loading sample pairs" />;
  return (
    <ol className={passages.list} aria-label="Sample pairs">
      {samples.data.map((pair) => (
        <li key={pair.id}>
          <details className={passages.passage}>
            <summary className={passages.summary}>
              <span className={passages.head}>
                <span className={passages.title}>{pair.current_user_input}</span>
                <span className={passages.score} title="Quality by the rules for pairs">
                  {formatShare(pair.quality_score)}
                </span>
              </span>
              <span className={passages.beginning}>{pair.target_response}</span>
            </summary>
            <WholePair pair={pair} />
          </details>
        </li>
      ))}
    </ol>
  );
}

function WholePair({ pair }: { pair: TrainingPair }) {
  const { scaffolding, emotional_context: feeling } = pair;
  const labels = [scaffolding.persona, scaffolding.emotional_arc, scaffolding.training_topic];
  return (
    <>
      {pair.conversation_history.length > 0 && (
        <Text size="xs" c="dimmed" mt={8}>
          After {countOf(pair.conversation_history.length, 'turn')}, the last:{' '}
          {lastTurnOf(pair.conversation_history)}
        </Text>
      )}
      <Text size="sm" className={passages.text}>
        <strong>User:</strong> {pair.current_user_input}
      </Text>
      <Text size="sm" className={passages.text}>
        <strong>Avatar:</strong> {pair.target_response}
      </Text>
      <Group gap={6} mt={8}>
        <Badge variant="default">{labelInWords(pair.pattern_type)}</Badge>
        {feeling.emotion !== 'neutral' && <Badge variant="default">{labelInWords(feeling.emotion)}</Badge>}
        <Text size="xs" c="dimmed">
          {labels.map(labelInWords).join(' · ')}
        </Text>
      </Group>
    </>
  );
}

function lastTurnOf(history: TrainingPair['conversation_history']): string {
  const last = history.at(-1);
  return last === undefined ? '' : `${last.speaker}: ${last.content}`;
}
