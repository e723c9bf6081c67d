import { z } from 'zod';

/** What can be found about an example. Stable: clients may switch on it. */
export const findingCodes = [
  'empty',
  'too_short',
  'too_long',
  'no_question',
  'duplicate',
  'near_duplicate',
  'other_language',
  'personal_data',
  'unreadable_characters',
  'style_outlier',
] as const;
export const findingCodeSchema = z.enum(findingCodes).meta({ id: 'TrainingFindingCode' });
export type FindingCode = (typeof findingCodes)[number];

/** What can be done about a finding in all of its examples at once. */
export const bulkFixes = ['delete', 'delete_all_but_first', 'redact', 'review'] as const;
export type BulkFix = (typeof bulkFixes)[number];

/** How much a finding matters: it spoils the training, it is worth a look, or it is good to know. */
export const severities = ['error', 'warning', 'info'] as const;
export type Severity = (typeof severities)[number];

type FindingFacts = { severity: Severity; title: string; advice: string; fix: BulkFix };

/** What each finding means. */
export const findingFacts: Record<FindingCode, FindingFacts> = {
  empty: {
    severity: 'error',
    title: 'Empty response',
    advice: 'A model learns to say nothing. Write the response or delete the example.',
    fix: 'delete',
  },
  too_short: {
    severity: 'warning',
    title: 'Response under 50 characters',
    advice: 'Short answers teach short answers. Write more, or delete those that say too little.',
    fix: 'review',
  },
  too_long: {
    severity: 'warning',
    title: 'Response over 3,000 characters',
    advice: 'Long answers may be cut off in training. Shorten or divide them.',
    fix: 'review',
  },
  no_question: {
    severity: 'info',
    title: 'No user turn before the response',
    advice: 'The model learns to speak first. Add what the user says if that is not wanted.',
    fix: 'review',
  },
  duplicate: {
    severity: 'warning',
    title: 'The same example several times',
    advice: 'Repeats weigh more than others. Keep one of each.',
    fix: 'delete_all_but_first',
  },
  near_duplicate: {
    severity: 'warning',
    title: 'Nearly the same as another example',
    advice: 'Look at the pairs and keep the better one.',
    fix: 'delete_all_but_first',
  },
  other_language: {
    severity: 'info',
    title: 'Another language than most',
    advice: 'Keep it if the avatar is to speak several languages.',
    fix: 'review',
  },
  personal_data: {
    severity: 'error',
    title: 'Personal data',
    advice: 'A model may repeat it to anybody. Redact it before training.',
    fix: 'redact',
  },
  unreadable_characters: {
    severity: 'warning',
    title: 'Characters that were lost',
    advice: 'The file was saved in another encoding. Import it again as UTF-8, or write the texts anew.',
    fix: 'review',
  },
  style_outlier: {
    severity: 'info',
    title: 'Another style than most',
    advice: 'Consistent style is learnt better. Rewrite or delete what does not sound like the avatar.',
    fix: 'review',
  },
};

/** A finding about one example. */
export const exampleFindingSchema = z
  .object({
    code: findingCodeSchema,
    severity: z.enum(severities),
    message: z.string(),
    details: z
      .array(z.string())
      .describe('Such as the kinds of personal data, or the language; no text of the example'),
  })
  .meta({ id: 'TrainingExampleFinding' });
export type ExampleFinding = z.infer<typeof exampleFindingSchema>;

/** A finding with its facts. */
export function findingOf(code: FindingCode, details: readonly string[] = []): ExampleFinding {
  const { severity, title } = findingFacts[code];
  return { code, severity, message: title, details: [...details] };
}
