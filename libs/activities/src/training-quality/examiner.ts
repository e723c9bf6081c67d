import { toTrainingExample } from '@understudy/db/training-examples/example-row';
import type { ExaminedRow } from '@understudy/db/training-quality/examination-page';
import type { RecordedFindings } from '@understudy/db/training-quality/record-findings';
import { comparedTextOf } from '@understudy/domain/training-center/examples/content-text';
import { examineExample } from '@understudy/domain/training-center/quality/examine-example';
import type { FindingCode } from '@understudy/domain/training-center/quality/finding';
import { NearDuplicateIndex } from '@understudy/domain/training-center/quality/near-duplicate-index';
import { QualityCollector } from '@understudy/domain/training-center/quality/quality-collector';
import type { QualityReport } from '@understudy/domain/training-center/quality/quality-report';
import {
  measureResponse,
  styleConsistencyOf,
  type MeasuredResponse,
} from '@understudy/domain/training-center/quality/style-consistency';

/** Responses whose style is measured: it takes a millisecond for each, and more hardly change the answer. */
const styleSample = 2_000;

/** Findings that need all examples of the scope: they are written when it has been gone through. */
const comparedLater: ReadonlySet<FindingCode> = new Set(['other_language', 'style_outlier']);

/** Examines the examples of a scope one after the other, in the order in which they were added. */
export class Examiner {
  readonly #every: number;
  readonly #collector = new QualityCollector();
  readonly #alike = new NearDuplicateIndex();
  readonly #measured: MeasuredResponse[] = [];
  #examined = 0;

  /** @param total examples there will be, about */
  constructor(total: number) {
    this.#every = Math.max(1, Math.ceil(total / styleSample));
  }

  get examined(): number {
    return this.#examined;
  }

  /**
   * Examines an example; what is to be written about it, or null where it is written already.
   * @param language of its response
   */
  examine(row: ExaminedRow, language: string | null): RecordedFindings | null {
    const example = toTrainingExample(row);
    const examination = examineExample(example, () => language);
    const isAlike = this.#alike.add(comparedTextOf(example));
    const found = this.#collector.add(row.id, examination, row.contentDigest, isAlike);
    if (this.#examined % this.#every === 0) this.#measured.push(measureResponse(row));
    this.#examined += 1;
    const findings = [
      ...found.map(({ code }) => code),
      ...row.findingCodes.filter((code) => comparedLater.has(code)),
    ];
    if (language === row.language && isSame(findings, row.findingCodes)) return null;
    return { id: row.id, contentDigest: row.contentDigest, findings, language };
  }

  /** What all of them are like. */
  report(): QualityReport {
    return this.#collector.report(styleConsistencyOf(this.#measured));
  }
}

function isSame(found: readonly FindingCode[], before: readonly FindingCode[]): boolean {
  return found.length === before.length && found.every((code) => before.includes(code));
}
