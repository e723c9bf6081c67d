import { distance } from 'fastest-levenshtein';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { sharedStack } from './support/addresses.ts';
import { newUser } from './support/api-client.ts';
import { chatLooks, type ChatLookName } from './support/chat-looks.ts';
import { renderMessages } from './support/render-chat.ts';
import { screenshotChats, type ScreenshotChat } from './support/screenshot-chats.ts';

const stack = sharedStack();
const owner = postgres(stack.databaseOwnerUrl, { max: 2, onnotice: () => undefined });
afterAll(() => owner.end());

/** The name under which the owner of the phone speaks, whom a screenshot does not name. */
const phoneOwner = 'Right';

type Screenshot = ScreenshotChat & { fileName: string };
const looks = Object.keys(chatLooks) as ChatLookName[];
const screenshots: readonly (Screenshot & { look: ChatLookName; density: 2 | 3 })[] = (
  [2, 3] as const
).flatMap((density) =>
  looks.flatMap((look, index) => {
    const chat = screenshotChats[(index + density) % screenshotChats.length];
    return chat === undefined ? [] : [{ ...chat, look, density, fileName: `${look} at ${density}x.png` }];
  }),
);

const rowsSchema = z.array(z.object({ file: z.string(), speaker: z.string(), text: z.string() }));
let read: z.infer<typeof rowsSchema>;
let speakersByFile: Map<string, Record<string, number>>;

/** All screenshots in one session: what was made of them is what every test looks at. */
beforeAll(async () => {
  const user = await newUser(stack);
  const avatar = await user.createAvatar();
  const files = await Promise.all(
    screenshots.map(async ({ fileName, messages, contact, look, density }) => ({
      name: fileName,
      content: await renderMessages(messages, { contact, look: chatLooks[look], density }),
    })),
  );
  const session = await user.train(avatar.id, { files, avatarSpeaker: 'right' });
  const run = await user.runEnded(session.run.id);
  if (run.status !== 'completed')
    throw new Error(`The session did not complete: ${JSON.stringify(run.error)}`);
  const done = await user.session(session.id);
  const names = new Map(done.files.map(({ id, name }) => [id, name]));
  speakersByFile = new Map(
    done.conversations.map(({ file_id, speakers }) => [
      names.get(file_id) ?? '',
      Object.fromEntries(speakers.map(({ name, message_count }) => [name, message_count])),
    ]),
  );
  read = rowsSchema.parse(
    await owner`
      select file.name as file, message.speaker, message.text
      from conversation_messages message
      join conversations conversation on conversation.id = message.conversation_id
      join avatar_training_files file on file.id = conversation.file_id
      where conversation.training_data_id = ${session.id}
      order by file.name, message.position`,
  );
});

const messagesOf = (fileName: string) => read.filter(({ file }) => file === fileName);
const oneText = (messages: readonly { text: string }[]) => messages.map(({ text }) => text).join('\n');

describe.each(screenshots.map((one) => [one.fileName, one] as const))(
  '%s',
  (fileName, { messages, contact }) => {
    it('is read with every message on its side', () => {
      const sides = messages.map(({ side }) => (side === 'right' ? phoneOwner : contact));
      expect(messagesOf(fileName).map(({ speaker }) => speaker)).toEqual(sides);
      const count = (name: string) => sides.filter((speaker) => speaker === name).length;
      expect(speakersByFile.get(fileName)).toEqual({
        [phoneOwner]: count(phoneOwner),
        [contact]: count(contact),
      });
    });

    it('is read nearly without errors', () => {
      const expected = oneText(messages);
      expect(distance(expected, oneText(messagesOf(fileName))) / expected.length).toBeLessThan(0.08);
    });
  },
);

it('all screenshots together are read with a character error rate below 5 %', () => {
  const errors = screenshots.map(({ fileName, messages }) =>
    distance(oneText(messages), oneText(messagesOf(fileName))),
  );
  const characters = screenshots.map(({ messages }) => oneText(messages).length);
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const rate = sum(errors) / sum(characters);
  process.stdout.write(
    `Character error rate of ${screenshots.length} screenshots: ${(rate * 100).toFixed(2)} %\n`,
  );
  expect(rate).toBeLessThan(0.05);
});
