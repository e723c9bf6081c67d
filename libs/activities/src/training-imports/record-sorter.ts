import type { FaultyRecord } from '@understudy/db/training-imports/insert-import-faults';
import { ExampleColumns } from '@understudy/db/training-imports/example-columns';
import { valuesOfExample } from '@understudy/db/training-examples/example-values';
import type { ImportCounts } from '@understudy/domain/training-center/contracts/import-examples';
import { comparedTextOf } from '@understudy/domain/training-center/examples/content-text';
import type { ExampleView } from '@understudy/domain/training-center/examples/example-view';
import type {
  ExampleLabels,
  TrainingExample,
} from '@understudy/domain/training-center/examples/training-example';
import type { ImportedRecord } from '@understudy/domain/training-center/import/imported-record';
import { examineExample } from '@understudy/domain/training-center/quality/examine-example';
import type { ImportChoices } from '@understudy/db/training-imports/create-training-import';
import type { KnownExamples, Novelty } from './known-examples.ts';

/** Characters of a label that are kept; longer ones are none that anybody sorts by. */
const labelCharacters = 100;

/** Records that are ready to be stored together. */
export type PreparedRecords = { examples: ExampleColumns; faulty: FaultyRecord[] };

const nothing = (): PreparedRecords => ({ examples: new ExampleColumns(), faulty: [] });

/** Takes records in their order, sorts out what is stored, and counts. */
export class RecordSorter {
  readonly #known: KnownExamples;
  readonly #choices: ImportChoices;
  #counts: ImportCounts;
  #prepared = nothing();
  /** Taken the last time. */
  #stored = nothing();

  /** @param counts of the records that were dealt with before; these are passed over */
  constructor(known: KnownExamples, choices: ImportChoices, counts: ImportCounts) {
    this.#known = known;
    this.#choices = choices;
    this.#counts = counts;
  }

  /** Of everything that was taken. */
  get counts(): ImportCounts {
    return this.#counts;
  }

  add(record: ImportedRecord): void {
    const before = this.#counts;
    if (record.record <= before.records) return;
    this.#counts = { ...before, records: record.record };
    if (record.ok) return this.#addExample(record);
    this.#counts.failed += 1;
    this.#prepared.faulty.push(record);
  }

  /** What came together since the last time. What was taken the time before must be stored by now: its bytes are used again. */
  take(): PreparedRecords {
    const prepared = this.#prepared;
    this.#prepared = this.#stored;
    this.#prepared.examples.clear();
    this.#prepared.faulty = [];
    this.#stored = prepared;
    return prepared;
  }

  #addExample({ record, example, notices }: Extract<ImportedRecord, { ok: true }>): void {
    const values = valuesOfExample(example);
    const comparedText = values.content === null ? textOf(values) : comparedTextOf(example);
    const novelty = this.#known.judge(values.contentDigest, comparedText);
    if (novelty === 'duplicate') this.#counts.duplicates += 1;
    if (novelty === 'near_duplicate') this.#counts.near_duplicates += 1;
    if (!this.#isKept(novelty)) return;
    this.#counts.imported += 1;
    for (const { code } of notices) {
      const { notices: counted } = this.#counts;
      this.#counts.notices = { ...counted, [code]: (counted[code] ?? 0) + 1 };
    }
    const findings = examineExample(example).findings.map(({ code }) => code);
    this.#prepared.examples.add({ ...values, record, labels: labelsOf(example), findings });
  }

  #isKept(novelty: Novelty): boolean {
    if (novelty === 'duplicate') return this.#choices.duplicates === 'keep';
    return novelty === 'new' || this.#choices.nearDuplicates === 'keep';
  }
}

/** `comparedTextOf` of an example whose texts are all of it, without looking at its turns. */
function textOf({ instruction, context, response, rejectedResponse }: ExampleView): string {
  return `${instruction}\n${context ?? ''}\n${response}\n${rejectedResponse ?? ''}`;
}

function labelsOf({ labels = {} }: TrainingExample): ExampleLabels {
  const { pattern_type: patternType, genre, source } = labels;
  return {
    ...labels,
    ...(patternType === undefined ? {} : { pattern_type: clip(patternType) }),
    ...(genre === undefined ? {} : { genre: clip(genre) }),
    ...(source === undefined ? {} : { source: clip(source) }),
  };
}

const clip = (label: string): string => label.slice(0, labelCharacters).toWellFormed();
