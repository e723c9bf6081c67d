import type { ParsedMessage } from '@understudy/domain/conversations/message';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Transaction } from '../database.ts';
import {
  describeExample,
  noLinks,
  seedSession,
  someAnalysis,
  someMessages,
  someStyle,
  type SeededSession,
} from '../testing/seed.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { getTrainingSession } from './get-training-session.ts';
import { insertTrainingExamples } from './insert-training-examples.ts';
import { loadConversations } from './load-conversations.ts';
import { loadTrainingSession } from './load-training-session.ts';
import { recordFileExtracted, type FileExtraction } from './record-file-extracted.ts';
import { recordAnalysis, recordPromptDraft, recordSpeakers } from './record-findings.ts';
import {
  listSessionFiles,
  loadExtractedTexts,
  recordFileChecked,
  recordFileFailed,
  resetFailedFiles,
} from './session-files.ts';

let database: TestDatabase;
let session: SeededSession;

beforeAll(async () => {
  database = await createTestDatabase();
}, 60_000);

afterAll(() => database.close());

beforeEach(async () => {
  session = await asAsh(seedSession);
});

const asAsh = <Result>(work: (tx: Transaction) => Promise<Result>) => database.db.asUser('ash', work);
const read = () => asAsh((tx) => getTrainingSession(tx, session.sessionId, noLinks));

function extraction(messages: ParsedMessage[] = someMessages): FileExtraction {
  return {
    fileId: session.fileId,
    extractionMethod: 'plain_text',
    pageCount: null,
    text: 'Misty: Did you win?\nAsh: Of course I did',
    warnings: ['One line belongs to nobody.'],
    conversations: [{ format: 'whatsapp_ios', title: 'Misty', messages }],
  };
}

it('stores the text, the conversations and their speakers', async () => {
  await expect(asAsh((tx) => recordFileExtracted(tx, extraction()))).resolves.toEqual({ recorded: true });
  expect(await read()).toMatchObject({
    files: [
      {
        status: 'extracted',
        extraction_method: 'plain_text',
        text_length: 40,
        message_count: 2,
        warnings: ['One line belongs to nobody.'],
        error: null,
      },
    ],
    conversations: [
      {
        file_id: session.fileId,
        title: 'Misty',
        format: 'whatsapp_ios',
        message_count: 2,
        started_at: '2024-05-01T10:00:00',
        ended_at: '2024-05-01T10:01:00',
      },
    ],
    speakers: [
      { name: 'Misty', message_count: 1, is_avatar: false },
      { name: 'Ash', message_count: 1, is_avatar: false },
    ],
  });
  const texts = await asAsh((tx) => loadExtractedTexts(tx, session.sessionId));
  expect(texts).toEqual([{ fileId: session.fileId, name: 'chat.txt', text: extraction().text }]);
});

it('does nothing the second time, also when two executions race', async () => {
  const results = await Promise.all(
    [1, 2, 3].map(() => asAsh((tx) => recordFileExtracted(tx, extraction()))),
  );
  expect(results.filter(({ recorded }) => recorded)).toHaveLength(1);
  expect((await read()).conversations).toHaveLength(1);
});

it('stores and loads tens of thousands of messages in order', async () => {
  const messages = Array.from({ length: 23_456 }, (_, index) => ({
    speaker: index % 2 === 0 ? 'Ash' : 'Misty',
    text: `Message ${index} with "quotes", a\nline break and 😀`,
    sentAt: null,
    attachment: index % 100 === 0 ? 'image' : null,
  }));
  await asAsh((tx) => recordFileExtracted(tx, extraction(messages)));
  const [conversation] = await asAsh((tx) => loadConversations(tx, session.sessionId));
  expect(conversation?.messages).toEqual(messages);
}, 60_000);

it('stores messages with characters that PostgreSQL cannot hold', async () => {
  const broken = { speaker: 'A\u0000sh', text: '\uD83D', sentAt: null, attachment: null };
  await asAsh((tx) => recordFileExtracted(tx, extraction([broken])));
  const [conversation] = await asAsh((tx) => loadConversations(tx, session.sessionId));
  expect(conversation?.messages).toEqual([{ ...broken, speaker: 'A\uFFFDsh', text: '\uFFFD' }]);
  expect((await read()).speakers).toMatchObject([{ name: 'A\uFFFDsh' }]);
});

it('keeps why a file failed, and takes it back for a retry', async () => {
  const { sessionId, fileId } = session;
  await asAsh((tx) => recordFileChecked(tx, fileId, { kind: 'pdf', contentType: 'application/pdf' }));
  const error = { code: 'file_without_text', message: 'chat.txt holds no text.' } as const;
  await asAsh((tx) => recordFileFailed(tx, fileId, error));
  expect(await read()).toMatchObject({
    failed_file_count: 1,
    files: [{ kind: 'pdf', status: 'failed', error }],
  });
  await expect(asAsh((tx) => resetFailedFiles(tx, sessionId))).resolves.toBe(1);
  const files = await asAsh((tx) => listSessionFiles(tx, sessionId));
  expect(files).toMatchObject([
    { id: fileId, status: 'pending', errorCode: null, storageKey: expect.any(String) },
  ]);
});

it('keeps what the later steps find', async () => {
  const { sessionId } = session;
  await asAsh((tx) => recordFileExtracted(tx, extraction()));
  const [conversation] = await asAsh((tx) => loadConversations(tx, sessionId));
  const id = conversation?.id ?? '';
  const draft = { summary: 'You are Ash.', voice_rules: ['Be brief.'], behavior_rules: [], avoid: [] };
  await asAsh((tx) =>
    recordSpeakers(tx, {
      sessionId,
      avatarSpeaker: 'Ash',
      reason: 'The avatar has this name.',
      conversations: [{ id, avatarSpeaker: 'Ash', pairCount: 1 }],
    }),
  );
  await asAsh((tx) =>
    recordAnalysis(tx, sessionId, { measuredStyle: someStyle, analysis: someAnalysis, groundedFields: [] }),
  );
  await asAsh((tx) => recordPromptDraft(tx, sessionId, draft));
  expect(await read()).toMatchObject({
    avatar_speaker: 'Ash',
    measured_style: someStyle,
    analysis: someAnalysis,
    conversations: [{ avatar_speaker: 'Ash', pair_count: 1 }],
    speakers: [
      { name: 'Misty', is_avatar: false },
      { name: 'Ash', is_avatar: true },
    ],
  });
  expect(await asAsh((tx) => loadTrainingSession(tx, sessionId))).toMatchObject({
    avatarSpeaker: 'Ash',
    speakerReason: 'The avatar has this name.',
    promptDraft: draft,
    avatar: { id: session.avatarId, name: 'Ash', mbti: 'ENFP' },
  });
});

it('stores each example once', async () => {
  await asAsh((tx) => recordFileExtracted(tx, extraction()));
  const [conversation] = await asAsh((tx) => loadConversations(tx, session.sessionId));
  const id = conversation?.id ?? '';
  const insert = (count: number) =>
    asAsh((tx) =>
      insertTrainingExamples(
        tx,
        session,
        Array.from({ length: count }, (_, position) => describeExample(id, position)),
      ),
    );
  await expect(insert(1_500)).resolves.toBe(1_500);
  await expect(insert(1_510)).resolves.toBe(10);
  expect((await read()).training_example_count).toBe(1_510);
});
