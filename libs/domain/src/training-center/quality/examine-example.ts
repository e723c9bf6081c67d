import { exampleRules } from '../examples/example-rules.ts';
import { viewOf } from '../examples/example-view.ts';
import { allTurns, type TrainingExample } from '../examples/training-example.ts';
import { textOfTurn } from '../examples/turn.ts';
import { findingOf, type ExampleFinding } from './finding.ts';
import { personalDataKinds, type PersonalDataKind } from './personal-data-patterns.ts';
import { findPersonalData } from './personal-data.ts';
import { characterCount } from './text-length.ts';

/** What there is to find in an example by itself, without the others. */
export type Examination = {
  findings: ExampleFinding[];
  instructionLength: number;
  /** In characters. */
  responseLength: number;
  /** BCP 47; null where it is not clear. */
  language: string | null;
};

/** Tells the language (BCP 47) of a text, or null. */
export type DetectLanguage = (text: string) => string | null;

/**
 * Examines one example by the seed's rules and for personal data. What depends on the others (duplicates, another language
 * than most, another style) is for `QualityCollector`.
 * @param detectLanguage by default no language is told
 */
export function examineExample(
  example: TrainingExample,
  detectLanguage: DetectLanguage = () => null,
): Examination {
  const { instruction, response } = viewOf(example);
  const responseLength = characterCount(response);
  const findings: ExampleFinding[] = [...lengthFindings(response, responseLength)];
  if (instruction.trim() === '') findings.push(findingOf('no_question'));
  const { kinds, isUnreadable } = lookThrough(example);
  if (kinds.size > 0) {
    findings.push(
      findingOf(
        'personal_data',
        personalDataKinds.filter((kind) => kinds.has(kind)),
      ),
    );
  }
  if (isUnreadable) findings.push(findingOf('unreadable_characters'));
  return {
    findings,
    instructionLength: characterCount(instruction),
    responseLength,
    language: detectLanguage(response),
  };
}

/** Kinds of personal data in any of its texts, and whether one has characters that were lost. */
function lookThrough(example: TrainingExample): { kinds: Set<PersonalDataKind>; isUnreadable: boolean } {
  const kinds = new Set<PersonalDataKind>();
  let isUnreadable = false;
  const look = (text: string): void => {
    for (const { kind } of findPersonalData(text)) kinds.add(kind);
    isUnreadable ||= text.includes('\uFFFD');
  };
  for (const turn of allTurns(example)) {
    look(textOfTurn(turn));
    if (turn.context !== undefined) look(turn.context);
  }
  return { kinds, isUnreadable };
}

function lengthFindings(response: string, length: number): ExampleFinding[] {
  if (response.trim() === '') return [findingOf('empty')];
  if (length < exampleRules.shortestResponse) return [findingOf('too_short')];
  return length > exampleRules.longestResponse ? [findingOf('too_long')] : [];
}
