import { DigestSet } from './digest-set.ts';
import type { Examination } from './examine-example.ts';
import { findingFacts, findingOf, severities, type ExampleFinding, type FindingCode } from './finding.ts';
import { LengthCounter } from './length-histogram.ts';
import type { FindingSummary, QualityReport } from './quality-report.ts';
import type { StyleConsistency } from './style-consistency.ts';

/** IDs that a finding names; the others are found by filter. */
const NAMED_IDS = 100;

/** A language that fewer than this share of the examples are in cannot be the main one. */
const MAIN_SHARE = 0.5;

type Gathered = { count: number; ids: string[]; details: Map<string, number> };

/**
 * Gathers the quality of examples that come one after the other. It holds counts, the first IDs of each finding, and a digest
 * of 8 bytes for each different example.
 */
export class QualityCollector {
  readonly #responses = new LengthCounter();
  readonly #instructions = new LengthCounter();
  readonly #found = new Map<FindingCode, Gathered>();
  readonly #languages = new Map<string | null, Gathered>();
  readonly #digests = new DigestSet();
  #examined = 0;
  #sound = 0;

  /**
   * Takes an example.
   * @param digest in hexadecimal, of `contentTextOf`: the same for examples with the same content
   * @param isNearDuplicate whether it is too much like an earlier one, which the caller looks up
   * @returns all findings about it, those by comparison with earlier ones included
   */
  add(id: string, examination: Examination, digest: string, isNearDuplicate = false): ExampleFinding[] {
    const findings = [...examination.findings];
    if (this.#digests.add(digest)) findings.push(findingOf('duplicate'));
    else if (isNearDuplicate) findings.push(findingOf('near_duplicate'));
    this.#examined += 1;
    if (findings.every(({ severity }) => severity === 'info')) this.#sound += 1;
    this.#responses.add(examination.responseLength);
    this.#instructions.add(examination.instructionLength);
    gather(this.#languages, examination.language, id, []);
    for (const { code, details } of findings) gather(this.#found, code, id, details);
    return findings;
  }

  /** The report on everything taken. @param style the consistency of a sample, measured by the caller */
  report(style: StyleConsistency | null = null): QualityReport {
    const found = new Map(this.#found);
    if (style !== null && style.outlier_ids.length > 0) {
      const ids = style.outlier_ids.slice(0, NAMED_IDS);
      found.set('style_outlier', { count: style.outlier_ids.length, ids, details: new Map() });
    }
    const others = this.#otherLanguages();
    if (others.count > 0) found.set('other_language', others);
    const languages = [...this.#languages].map(([language, { count }]) => ({ language, count }));
    return {
      examined: this.#examined,
      sound: this.#sound,
      response_lengths: this.#responses.histogram(),
      instruction_lengths: this.#instructions.histogram(),
      languages: languages.sort((one, other) => other.count - one.count),
      style,
      findings: [...found].map(([code, gathered]) => summaryOf(code, gathered)).sort(bySeverity),
    };
  }

  /** Examples in another language than most; none where no language has the most. */
  #otherLanguages(): Gathered {
    const others: Gathered = { count: 0, ids: [], details: new Map() };
    const known = [...this.#languages].filter(([language]) => language !== null);
    const total = known.reduce((sum, [, { count }]) => sum + count, 0);
    const main = known.find(([, { count }]) => count > total * MAIN_SHARE)?.[0];
    if (main === undefined) return others;
    for (const [language, { count, ids }] of known) {
      if (language === main || language === null) continue;
      others.count += count;
      others.ids = [...others.ids, ...ids].slice(0, NAMED_IDS);
      others.details.set(language, count);
    }
    return others;
  }
}

function gather<Key>(into: Map<Key, Gathered>, key: Key, id: string, details: readonly string[]): void {
  const gathered = into.get(key) ?? { count: 0, ids: [], details: new Map<string, number>() };
  gathered.count += 1;
  if (gathered.ids.length < NAMED_IDS) gathered.ids.push(id);
  for (const detail of details) gathered.details.set(detail, (gathered.details.get(detail) ?? 0) + 1);
  into.set(key, gathered);
}

function summaryOf(code: FindingCode, { count, ids, details }: Gathered): FindingSummary {
  return { code, ...findingFacts[code], count, example_ids: ids, details: Object.fromEntries(details) };
}

function bySeverity(one: FindingSummary, other: FindingSummary): number {
  return severities.indexOf(one.severity) - severities.indexOf(other.severity) || other.count - one.count;
}
