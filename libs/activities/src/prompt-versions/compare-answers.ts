import type { Database } from '@understudy/db/database';
import { getAvatar } from '@understudy/db/avatars/get-avatar';
import { getPromptVersion } from '@understudy/db/prompt-versions/get-prompt-version';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import { composeChatMessages } from '@understudy/domain/prompt-versions/compose-chat-messages';
import type {
  CompareAnswersResponse,
  ComparedReply,
  PromptVersion,
} from '@understudy/domain/prompt-versions/prompt-version';
import type { ChatModels } from '../providers/chat-models.ts';
import { runLane } from '../runs/lane.ts';

/** Questions that are asked at the same time. */
const window = 4;

/** What is asked of which two versions. */
export type ComparedQuestions = {
  userId: string;
  versionA: string;
  versionB: string;
  questions: readonly string[];
  signal?: AbortSignal;
};

/**
 * Asks two versions of one avatar the same questions. A question that a version cannot answer says why; the others are
 * answered all the same.
 *
 * @throws UnderstudyError `not_found`; `validation_failed` for versions of different avatars
 */
export async function compareAnswers(
  { database, models }: { database: Database; models: ChatModels },
  { userId, versionA, versionB, questions, signal }: ComparedQuestions,
): Promise<CompareAnswersResponse> {
  const { a, b, avatar } = await database.asUser(userId, async (tx) => {
    const a = await getPromptVersion(tx, versionA);
    const b = await getPromptVersion(tx, versionB);
    return { a, b, avatar: await getAvatar(tx, a.avatar_id) };
  });
  if (a.avatar_id !== b.avatar_id) {
    throw new UnderstudyError('validation_failed', 'Only versions of the same avatar can be compared.');
  }
  const modelName = avatar.base_model ?? models.names.chat;
  const ask = (version: PromptVersion, question: string) =>
    answer(models, modelName, version, question, signal);
  const answers: CompareAnswersResponse['answers'] = [];
  await runLane({
    items: [...questions.entries()],
    window,
    signal: signal ?? new AbortController().signal,
    mayStartNext: () => Promise.resolve(true),
    async work([index, question]) {
      const [fromA, fromB] = await Promise.all([ask(a, question), ask(b, question)]);
      answers[index] = { question, a: fromA, b: fromB };
    },
  });
  return { answers };
}

async function answer(
  models: ChatModels,
  modelName: string,
  version: PromptVersion,
  question: string,
  signal: AbortSignal | undefined,
): Promise<ComparedReply> {
  try {
    const { text, model, usage } = await models.forName(modelName).complete({
      model: modelName,
      messages: composeChatMessages({
        systemPrompt: version.system_prompt,
        passages: [],
        history: [],
        message: question,
      }),
      ...(signal === undefined ? {} : { signal }),
    });
    return { reply: text, model, input_tokens: usage.inputTokens, output_tokens: usage.outputTokens };
  } catch (error) {
    if (!(error instanceof UnderstudyError)) throw error;
    return { reply: null, model: modelName, input_tokens: 0, output_tokens: 0, error: error.message };
  }
}
