import { taughtTurns, type TrainingExample } from '../examples/training-example.ts';
import { textOfTurn, type Turn } from '../examples/turn.ts';
import { historyPairs } from './format-record.ts';
import { asQuestionsAndAnswers } from './questions-and-answers.ts';

/** The columns of our CSV files. Their names are what `suggestMapping` knows, so that they are imported without a choice. */
export const csvColumns = [
  'instruction',
  'context',
  'response',
  'rejected_response',
  'system',
  'history',
  'pattern_type',
  'genre',
  'quality_score',
  'source',
] as const;

/** The cells of an example in the order of `csvColumns`; null for one that a table has no place for. */
export function csvCells(example: TrainingExample): string[] | null {
  const conversation = asQuestionsAndAnswers(taughtTurns(example));
  if (conversation === null) return null;
  const { system, history, user, assistant } = conversation;
  const labels = example.labels ?? {};
  return [
    textOfTurn(user),
    user.context ?? '',
    textOfTurn(assistant),
    example.kind === 'chat' ? '' : rejectedText(example.rejected),
    system === null ? '' : textOfTurn(system),
    history.length === 0 ? '' : JSON.stringify(historyPairs(history)),
    labels.pattern_type ?? '',
    labels.genre ?? '',
    labels.quality_score === undefined ? '' : String(labels.quality_score),
    labels.source ?? '',
  ];
}

const rejectedText = ([answer]: readonly Turn[]): string => (answer === undefined ? '' : textOfTurn(answer));
