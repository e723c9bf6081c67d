import { createCanvas } from '@napi-rs/canvas';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { characterErrorRate } from './fixtures/character-error-rate.ts';
import { fixtureConversations } from './fixtures/conversations.ts';
import type { FixtureConversation } from './fixtures/conversations.ts';
import { drawScreenshot } from './fixtures/draw-screenshot.ts';
import { chatThemes } from './fixtures/themes.ts';
import { UndecodableImageError } from './pixel-image.ts';
import { readScreenshot } from './read-screenshot.ts';
import { startRecognizer } from './recognizer.ts';
import type { Recognizer } from './recognizer.ts';

let recognizer: Recognizer;
beforeAll(async () => {
  recognizer = await startRecognizer();
}, 60_000);
afterAll(() => recognizer.close());

/** The test's font has no emoji. */
const withoutEmoji = ({ contact, messages }: FixtureConversation): FixtureConversation => ({
  contact,
  messages: messages.map((message) => ({
    ...message,
    text: message.text.replace(/ ?\p{Emoji_Presentation}+/gu, ''),
  })),
});

const screens = [
  { width: 390, height: 844, scale: 1 },
  { width: 390, height: 844, scale: 2 },
  { width: 390, height: 844, scale: 3 },
];

describe.each(chatThemes)('a screenshot in the theme $name', (theme) => {
  test.each(screens)(
    'at $scale pixels a point is read with its sides, times and contact',
    async (screen) => {
      const [conversation] = fixtureConversations.slice(screen.scale - 1, screen.scale).map(withoutEmoji);
      const { contact, messages } = conversation ?? { contact: '', messages: [] };
      const reading = await readScreenshot(drawScreenshot(theme, { contact, messages }, screen), recognizer);
      expect(reading.layout).toBe('chat');
      expect(reading.messages.map(({ side }) => side)).toEqual(messages.map(({ side }) => side));
      const text = (all: readonly { text: string }[]) => all.map((message) => message.text).join('\n');
      expect(characterErrorRate(text(messages), text(reading.messages))).toBeLessThan(0.05);
      expect(reading.messages.find(({ side }) => side === 'left')?.speaker).toBe(contact);
      const expected = messages.map(({ time }) => (theme.timeInBubble ? time : null));
      const rightTimes = reading.messages.filter(({ time }, at) => time === expected[at]).length;
      // Times are eleven pixels high at one pixel a point: now and then a last digit is lost.
      expect(rightTimes).toBeGreaterThanOrEqual(messages.length * (screen.scale === 1 ? 0.7 : 0.85));
    },
    30_000,
  );
});

test.each(chatThemes)(
  'a JPEG in the theme $name is read as well',
  async (theme) => {
    const [conversation] = fixtureConversations.slice(2).map(withoutEmoji);
    const { contact, messages } = conversation ?? { contact: '', messages: [] };
    const screen = { width: 390, height: 844, scale: 2 };
    const reading = await readScreenshot(
      drawScreenshot(theme, { contact, messages }, screen, 'jpeg'),
      recognizer,
    );
    expect(reading.messages.map(({ side }) => side)).toEqual(messages.map(({ side }) => side));
    const text = (all: readonly { text: string }[]) => all.map((message) => message.text).join('\n');
    expect(characterErrorRate(text(messages), text(reading.messages))).toBeLessThan(0.05);
  },
  30_000,
);

function drawPage(lines: readonly string[], paper: string, ink: string): Buffer {
  const canvas = createCanvas(900, 700);
  const context = canvas.getContext('2d');
  context.fillStyle = paper;
  context.fillRect(0, 0, 900, 700);
  context.fillStyle = ink;
  context.font = '26px Roboto';
  lines.forEach((line, index) => context.fillText(line, 60, 90 + index * 44));
  return canvas.toBuffer('image/png');
}

const letter = [
  'Dear Ms Weiss, thank you for your letter of last Monday, and for',
  'the two photographs that came with it. We were delighted to read',
  'that the garden has grown so well over the summer, and hope that',
  'you will find the time to visit us again before the year is over.',
  'With kind regards, Thomas',
];

test.each([
  ['dark on light', '#ffffff', '#222222'],
  ['light on dark', '#1c1c1e', '#f2f2f7'],
])(
  'a letter, %s, is a document with its line breaks',
  async (_name, paper, ink) => {
    const reading = await readScreenshot(drawPage(letter, paper, ink), recognizer);
    expect(reading).toMatchObject({ layout: 'document', messages: [] });
    expect(characterErrorRate(letter.join('\n'), reading.text)).toBeLessThan(0.05);
  },
  30_000,
);

test('a blank image has no text and no messages', async () => {
  const reading = await readScreenshot(drawPage([], '#ffffff', '#000000'), recognizer);
  expect(reading).toEqual({ layout: 'document', text: '', messages: [] });
});

test('bytes that are no image are refused', async () => {
  await expect(readScreenshot(Buffer.from('MZ not an image'), recognizer)).rejects.toBeInstanceOf(
    UndecodableImageError,
  );
});
