import { describe, expect, it } from 'vitest';
import { createAvatarSchema } from '../avatars/avatar.ts';
import { pasteKnowledgeSchema } from '../knowledge/knowledge-document.ts';
import { startExperimentSchema } from '../model-experiments/experiment.ts';
import { createTrainingFileSchema } from '../training-files/training-file.ts';
import { nameSchema } from './visible-text.ts';

const schema = nameSchema(10, { missing: 'Give it a name' });

const nothingToSee: [string, string][] = [
  ['nothing', ''],
  ['spaces', '   '],
  ['a zero-width space', '\u200B'],
  ['a byte order mark', '\uFEFF'],
  ['joiners', '\u200D\u200C'],
  ['a mark of direction', '\u202E'],
  ['a Hangul filler', '\u3164'],
  ['an empty Braille pattern', '\u2800'],
  ['an ideographic space', '\u3000'],
  ['a selector', '\uFE0F'],
  ['a tag', '\u{E0041}'],
  ['a soft hyphen', '\u00AD'],
  ['half an emoji', '\uD83D'],
  ['a control character', '\u0007'],
  ['several of them', ' \u200B\u2060\u00A0 '],
];

describe('a name', () => {
  it.each(nothingToSee)('is not taken where there is nothing to see: %s', (_what, text) => {
    expect(schema.safeParse(text).error?.issues).toMatchObject([{ message: 'Give it a name' }]);
  });

  it.each([
    ['Mia', 'Mia'],
    [' \u200BMia\u00A0', 'Mia'],
    ['Mia ❤️', 'Mia ❤️'],
    ['🏴󠁧󠁢', '🏴󠁧󠁢'],
    ['نامه‌ای', 'نامه‌ای'],
    ['.', '.'],
  ])('is taken without the blanks around it, and as it is within: %j', (given, taken) => {
    expect(schema.parse(given)).toBe(taken);
  });

  it('has its limit', () => {
    expect(schema.safeParse('x'.repeat(11)).success).toBe(false);
  });
});

describe('whatever has a name or a title', () => {
  const id = '0198a000-0000-7000-8000-000000000001';
  const bodies: [
    string,
    { safeParse: (body: unknown) => { success: boolean } },
    (name: string) => unknown,
  ][] = [
    ['an avatar', createAvatarSchema, (name) => ({ name })],
    ['a trait', createAvatarSchema, (name) => ({ name: 'Mia', traits: [name] })],
    ['a document', pasteKnowledgeSchema, (title) => ({ title, text: 'We open at seven.' })],
    ['an experiment', startExperimentSchema, (name) => ({ name, b: { fine_tune_job_id: id } })],
    ['a training file', createTrainingFileSchema, (name) => ({ name, conversation_ids: [id] })],
  ];

  it.each(bodies)('has one that can be seen: %s', (_what, body, named) => {
    expect(body.safeParse(named('Mia')).success).toBe(true);
    for (const [what, text] of nothingToSee) expect(body.safeParse(named(text)).success, what).toBe(false);
  });
});
