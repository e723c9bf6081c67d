import { hashText } from '../../auto-train/seeded-random.ts';
import { allTurns, type TrainingExample } from '../../training-center/examples/training-example.ts';
import type { Turn } from '../../training-center/examples/turn.ts';
import { textWithContext } from '../../training-center/export/turns-for-format.ts';
import { NearDuplicateIndex } from '../../training-center/quality/near-duplicate-index.ts';
import { countExampleTokens, longestSequence, type CountTokens } from '../cost/count-example-tokens.ts';
import { checkRow } from '../validation/check-row.ts';
import type { FileFindingCode } from '../validation/file-finding.ts';
import type { Candidate, SourceExample } from './candidate.ts';
import type { LeftOutReason } from './left-out-reason.ts';
import { prepareExample, type ExampleRules } from './prepare-example.ts';
import { trainingRows } from './training-rows.ts';

export type CollectorOptions = ExampleRules & {
  countTokens: CountTokens;
  /** Most tokens of an example. */
  tokenLimit: number;
};

/**
 * The first pass over an avatar's examples: takes them one at a time, the best first, and keeps a note of each that can be
 * used. What is invalid, too long, or the same or nearly the same as an earlier one is left out with its reason.
 */
export class CandidateCollector {
  readonly #options: CollectorOptions;
  readonly #seen = new TextClasses();
  readonly #prompts = new TextClasses();
  readonly #candidates: Candidate[] = [];
  readonly #leftOut = new Map<string, LeftOutReason>();
  readonly #faults = new Map<FileFindingCode, number>();

  constructor(options: CollectorOptions) {
    this.#options = options;
  }

  /** Examples that can be used, in the order in which they came. */
  get candidates(): readonly Candidate[] {
    return this.#candidates;
  }

  /** Examples that cannot, and why. */
  get leftOut(): ReadonlyMap<string, LeftOutReason> {
    return this.#leftOut;
  }

  /** What the provider would refuse in those that are invalid, counted. */
  get faults(): ReadonlyMap<FileFindingCode, number> {
    return this.#faults;
  }

  /** @returns why the example is left out; null for one that can be used */
  add(source: SourceExample<TrainingExample>): LeftOutReason | null {
    const prepared = prepareExample(source.example, this.#options);
    const reason = this.#reasonAgainst(prepared) ?? this.#duplicateReason(prepared);
    if (reason !== null) {
      this.#leftOut.set(source.id, reason);
      return reason;
    }
    const { method, countTokens } = this.#options;
    this.#candidates.push({
      id: source.id,
      patternType: source.patternType,
      quality: source.quality,
      tokens: countExampleTokens(prepared, method, countTokens),
      conversationId: source.conversationId,
      position: source.position ?? 0,
      promptClass: this.#prompts.classOf(promptText(prepared)).number,
    });
    return null;
  }

  #reasonAgainst(prepared: TrainingExample): LeftOutReason | null {
    const { method, provider, countTokens, tokenLimit } = this.#options;
    if (method === 'dpo' && prepared.kind === 'chat') return 'not_a_pair';
    const rows = trainingRows(prepared, method, provider);
    const faults = rows.flatMap((row) => checkRow(row, provider, method));
    for (const { code } of faults) this.#faults.set(code, (this.#faults.get(code) ?? 0) + 1);
    if (rows.length === 0 || faults.length > 0) return 'invalid';
    return longestSequence(prepared, method, countTokens) > tokenLimit ? 'too_long' : null;
  }

  #duplicateReason(prepared: TrainingExample): LeftOutReason | null {
    const text = textOf(allTurns(prepared));
    const { isNew, isSame } = this.#seen.classOf(text);
    if (isNew) return null;
    return isSame ? 'duplicate' : 'near_duplicate';
  }
}

/** Numbers texts so that the same and nearly the same ones have the same number. */
class TextClasses {
  readonly #index = new NearDuplicateIndex();
  /** Hashes of the exact texts, and their classes: texts without a word are in no index, and have a class here alone. */
  readonly #exact = new Map<string, number>();
  readonly #ofIndex: number[] = [];
  #count = 0;

  classOf(text: string): { number: number; isNew: boolean; isSame: boolean } {
    const key = exactKey(text);
    const known = this.#exact.get(key);
    if (known !== undefined) return { number: known, isNew: false, isSame: true };
    const size = this.#index.size;
    const like = this.#index.addOrFind(text);
    const number = (like === null ? undefined : this.#ofIndex[like]) ?? this.#count;
    const isNew = number === this.#count;
    if (isNew) this.#count += 1;
    if (this.#index.size > size) this.#ofIndex.push(number);
    this.#exact.set(key, number);
    return { number, isNew, isSame: false };
  }
}

/** 64 bits and the length in place of the text. What stands before the text gives the second hash another beginning. */
function exactKey(text: string): string {
  return `${String(text.length)}:${String(hashText(text))}:${String(hashText(`\u0001${text}`))}`;
}

/** What is asked: everything before the last answer. The system prompt is the same for all, and would make all alike. */
function promptText(example: TrainingExample): string {
  if (example.kind === 'preference') return textOf(example.messages);
  const last = example.messages.findLastIndex(({ role }) => role === 'assistant');
  return textOf(example.messages.slice(0, Math.max(0, last)));
}

function textOf(turns: readonly Turn[]): string {
  return turns
    .filter(({ role }) => role !== 'system')
    .map(
      (turn) =>
        textWithContext(turn) + (turn.tool_calls === undefined ? '' : JSON.stringify(turn.tool_calls)),
    )
    .join('\n');
}
