import {
  allTurns,
  taughtTurns,
  type TrainingExample,
} from '../../training-center/examples/training-example.ts';
import type { Turn } from '../../training-center/examples/turn.ts';
import type { FileFinding } from '../validation/file-finding.ts';
import { TrainingFileCheck, type FileCheckReport } from '../validation/training-file-check.ts';
import { addRedactions, countRedactions, type RedactionCounts } from './count-redactions.ts';
import { prepareExample, type ExampleRules } from './prepare-example.ts';
import { trainingRows } from './training-rows.ts';

/** What was written, and whether the provider would take it. */
export type TrainingFileReport = FileCheckReport & { redactions: RedactionCounts };

/**
 * The second pass: writes the planned examples of one file as JSON lines, in the order in which they are handed in, and
 * checks each line by the provider's rules as it is written. Holds nothing but counts.
 */
export class TrainingFileWriter {
  readonly #rules: ExampleRules;
  readonly #check: TrainingFileCheck;
  readonly #redactions: RedactionCounts = {};

  constructor(rules: ExampleRules, purpose: 'training' | 'validation') {
    this.#rules = rules;
    this.#check = new TrainingFileCheck({ provider: rules.provider, method: rules.method, purpose });
  }

  /** The lines of an example, each with its end, and what the provider would refuse in them. */
  write(example: TrainingExample): { text: string; findings: FileFinding[] } {
    const { method, provider, redact } = this.#rules;
    if (redact) addRedactions(this.#redactions, countRedactions(this.#writtenTurns(example)));
    const rows = trainingRows(prepareExample(example, this.#rules), method, provider);
    const lines = rows.map((row) => JSON.stringify(row));
    return {
      text: lines.map((line) => `${line}\n`).join(''),
      findings: lines.flatMap((line) => this.#check.line(line)),
    };
  }

  #writtenTurns(example: TrainingExample): Turn[] {
    const turns = this.#rules.method === 'supervised' ? taughtTurns(example) : allTurns(example);
    return turns.filter(({ role }) => role !== 'system' || this.#rules.systemPrompt.use === 'own');
  }

  /** What is wrong with the file as a whole, and its report. */
  finish(): { findings: FileFinding[]; report: TrainingFileReport } {
    const { findings, report } = this.#check.finish();
    return { findings, report: { ...report, redactions: { ...this.#redactions } } };
  }
}
