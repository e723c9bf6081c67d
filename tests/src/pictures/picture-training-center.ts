import type { Page } from 'playwright-core';
import type { ApiClient } from '../support/api-client.ts';
import { TrainingCenterPage } from '../support/training-center-page.ts';

const subjects = ['the layout', 'the logo', 'the invoice', 'the deadline', 'the cover', 'the colours'];
const questions = [
  'Could you have another look at {}?',
  'The client is not happy with {}. What now?',
  'How long will {} take you?',
  'I changed {} myself, is that all right?',
  'Who has the last word on {}?',
];
const moods = ['on Monday', 'after lunch', 'before the call', 'tonight', 'with Pixel on my lap'];
const answers = [
  'Of course! Send me {} and I will go through it line by line. Tell me first what bothers you most, so that I do not mend what is fine.',
  'Oh no, not {} again. Let me call them: most of the time they mean something much smaller than what they say.',
  'Give me until Thursday for {}. I could hurry, but then it would look as if I had hurried.',
  'I love that you tried! With {} you are close. I will show you how to keep the rhythm, and then it is yours.',
];

/** Some hundred examples of how Maya talks about work; a few are too short, and one has an address in it. */
function mayasExamples(): string {
  const whole = subjects.flatMap((subject, one) =>
    questions.flatMap((question, other) =>
      moods.map((mood, third) => ({
        instruction: `${question.replace('{}', subject)} (${mood})`,
        output: answer(one + other + third, subject, mood),
      })),
    ),
  );
  const short = moods.map((mood) => ({ instruction: `And ${mood}?`, output: `Sure, ${mood}.` }));
  const named = {
    instruction: 'Where do I send it?',
    output: 'To maya.silva@example.com, and put the word “cover” into the subject, please.',
  };
  return [...whole, ...short, named].map((example) => JSON.stringify(example)).join('\n');
}

/** Some answers of hers on a subject, by a number. */
function answer(number: number, subject: string, mood: string): string {
  return Array.from(
    { length: 1 + ((number * number) % 5) },
    (_, place) => answers[(number + place) % answers.length],
  )
    .join(' ')
    .replaceAll('{}', subject)
    .concat(` See you ${mood}.`);
}

/** Imports Maya's examples and has them examined, and leaves what was found open. */
export async function openTrainingCenter(page: Page, api: ApiClient): Promise<void> {
  const form = new FormData();
  form.append('file', new Blob([mayasExamples()]), 'how-maya-talks.jsonl');
  await api.send('POST', '/api/training/upload', form, { prefer: 'wait=60' });
  const center = new TrainingCenterPage(page);
  await center.open();
  await center.openTab('Quality');
  await center.button('Examine now').click();
  await page.getByRole('img', { name: /^Examples by characters of the response/ }).waitFor();
  await page.getByRole('list', { name: 'Findings' }).waitFor();
}
