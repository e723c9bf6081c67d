import { describe, expect, it } from 'vitest';

import { extractConversationPairs } from './conversation-pairs.ts';
import { classifyPattern } from './pattern-type.ts';

/** `minute` counts from noon. */
const said = (
  speaker: string,
  text: string,
  minute: number | null = null,
  attachment: string | null = null,
) => ({
  speaker,
  text,
  sentAt: minute === null ? null : new Date(Date.UTC(2023, 4, 1, 12, minute)).toISOString().slice(0, 19),
  attachment,
});

const pairs = (...messages: ReturnType<typeof said>[]) => extractConversationPairs(messages, 'Ash');
const texts = (...messages: ReturnType<typeof said>[]) =>
  pairs(...messages).map(({ userMessage, avatarReply }) => [userMessage, avatarReply]);

const quality = (userMessage: string, avatarReply: string) =>
  pairs(said('Misty', userMessage), said('Ash', avatarReply))[0]?.qualityScore ?? Number.NaN;

describe('extractConversationPairs', () => {
  it('merges what one side writes in a row', () => {
    expect(
      texts(said('Misty', 'hi', 0), said('Misty', 'free?', 1), said('Ash', 'yes', 2), said('Ash', 'why', 5)),
    ).toEqual([['hi\nfree?', 'yes\nwhy']]);
  });

  it('splits turns at a pause longer than the merge window, keeping the earlier one as context', () => {
    const [pair, ...others] = pairs(
      said('Misty', 'hi', 0),
      said('Misty', 'free?', 30),
      said('Ash', 'yes', 31),
    );
    expect(pair).toMatchObject({
      userMessage: 'free?',
      context: 'Misty: hi',
      askedAt: '2023-05-01T12:30:00',
    });
    expect(others).toEqual([]);
  });

  it('splits nothing where times are unknown', () => {
    expect(texts(said('Misty', 'a'), said('Misty', 'b'), said('Ash', 'c'))).toEqual([['a\nb', 'c']]);
  });

  it('pairs nothing across more than a day', () => {
    expect(texts(said('Misty', 'free?', 0), said('Ash', 'good morning', 24 * 60 + 1))).toEqual([]);
    expect(texts(said('Misty', 'free?', 0), said('Ash', 'good morning', 24 * 60 - 1))).toHaveLength(1);
  });

  it('takes the last speaker of a group as the user side and at most three earlier turns as context', () => {
    const group = [
      said('A', '1'),
      said('B', '2'),
      said('C', '3'),
      said('D', '4'),
      said('E', '5'),
      said('Ash', '6'),
    ];
    expect(pairs(...group)).toMatchObject([
      { position: 0, context: 'B: 2\nC: 3\nD: 4', userMessage: '5', avatarReply: '6' },
    ]);
  });

  it('ignores attachments without words, deleted and forwarded messages, but keeps captions', () => {
    const messages = [
      said('Misty', '', 0, 'image'),
      said('Misty', 'look', 0, 'IMG.jpg'),
      said('Ash', '', 1, 'deleted'),
      said('Ash', 'not mine', 1, 'forwarded'),
      said('Ash', 'nice', 2),
    ];
    expect(texts(...messages)).toEqual([['look', 'nice']]);
  });

  it('numbers the pairs and gives no context to the first', () => {
    const result = pairs(
      said('Misty', 'a', 0),
      said('Ash', 'b', 1),
      said('Misty', 'c', 2),
      said('Ash', 'd', 3),
    );
    expect(result.map(({ position, context }) => [position, context])).toEqual([
      [0, null],
      [1, 'Misty: a\nAsh: b'],
    ]);
  });

  it('compares times of different zones as instants', () => {
    const at = (speaker: string, sentAt: string) => ({ speaker, text: 'x', sentAt, attachment: null });
    expect(
      pairs(at('Misty', '2023-05-01T12:00:00+02:00'), at('Ash', '2023-05-01T03:05:00-07:00')),
    ).toHaveLength(1);
  });
});

describe('classifyPattern', () => {
  it.each([
    ['greeting', 'hey', 'Hi there!'],
    ['greeting', 'hallo', 'Guten Morgen 😊'],
    ['farewell', 'I am off', 'See you tomorrow!'],
    ['thanks', 'I fixed it', 'Thank you so much'],
    ['support', 'I failed the test', "I'm so sorry, you can do it next time"],
    ['planning', 'when do we meet?', "Let's meet at 7 tomorrow"],
    ['humour', 'he fell into the lake', 'hahaha classic'],
    ['question', 'I bought a car', 'Which one did you get?'],
    ['question', 'I bought a car', 'what colour is it'],
    ['answer', 'Where do you live?', 'In Pallet Town, near the lab'],
    ['statement', 'I bought a car', 'I would rather walk'],
  ])('is %s for the reply to %j: %j', (pattern, userMessage, avatarReply) => {
    expect(classifyPattern(userMessage, avatarReply)).toBe(pattern);
  });
});

describe('qualityScore', () => {
  const rich = quality(
    'Which pokemon should I train first?',
    'I would train the water pokemon first, they are strong early on.',
  );

  it('is good for a full answer to a full question', () => {
    expect(rich).toBeGreaterThan(0.8);
    expect(rich).toBeLessThanOrEqual(1);
  });

  it('falls from answers to acknowledgements to emoji', () => {
    const question = 'Which pokemon should I train first?';
    const short = quality(question, 'The water one');
    const acknowledgement = quality(question, 'ok cool');
    const emoji = quality(question, '😂😂');
    expect(rich).toBeGreaterThan(short);
    expect(short).toBeGreaterThan(acknowledgement);
    expect(acknowledgement).toBeGreaterThan(emoji);
    expect(emoji).toBeLessThan(0.3);
  });

  it('is higher for a reply about the same thing, a whole one and one that does not repeat itself', () => {
    const about = 'The water pokemon evolved in the gym yesterday.';
    expect(quality(about, 'That water pokemon deserved it after the gym fight.')).toBeGreaterThan(
      quality(about, 'My cousin bought herself some new shoes downtown.'),
    );
    expect(quality(about, 'It trained hard for many weeks there')).toBeGreaterThan(
      quality(about, 'It trained hard for many weeks and'),
    );
    expect(quality(about, 'It trained hard for many weeks there')).toBeGreaterThan(
      quality(about, 'go go go go go go go'),
    );
  });

  it('is low for a bare link', () => {
    expect(quality('Have you got the address?', 'https://example.org/a/b')).toBeLessThan(0.4);
  });
});
