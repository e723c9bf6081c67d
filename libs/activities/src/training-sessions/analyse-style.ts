import { listBestExchanges } from '@understudy/db/training-sessions/list-best-exchanges';
import { loadAvatarMessages } from '@understudy/db/training-sessions/load-avatar-messages';
import { loadTrainingSession } from '@understudy/db/training-sessions/load-training-session';
import { recordAnalysis } from '@understudy/db/training-sessions/record-findings';
import { selectExchanges } from '@understudy/domain/prompt-versions/select-exchanges';
import {
  communicationAnalysisJsonSchema,
  communicationAnalysisSchema,
  communicationAnalysisSchemaName,
} from '@understudy/domain/style/communication-analysis';
import { composeAnalysisRequest } from '@understudy/domain/style/compose-analysis-request';
import { groundAnalysis } from '@understudy/domain/style/ground-analysis';
import { measureStyle } from '@understudy/domain/style/measured-style';
import { askAnalyst } from './ask-analyst.ts';
import { inputDigest } from './input-digest.ts';
import { recordPhaseEnd, recordPhaseStart } from './record-phase.ts';
import type { TrainingDependencies, TrainingReference } from './training-reference.ts';

const phase = 'pattern_analysis';
const sampleExchanges = 24;

/** Measures the avatar's style, has a model describe it, and corrects the model by what was measured. */
export async function analyseStyle(
  dependencies: TrainingDependencies,
  reference: TrainingReference,
  signal: AbortSignal,
): Promise<void> {
  const { database } = dependencies;
  const { userId, trainingSessionId } = reference;
  const { session, avatarMessages, exchanges, digest } = await database.asUser(userId, async (tx) => {
    await recordPhaseStart(tx, reference, phase, 'Studying the style.');
    const session = await loadTrainingSession(tx, trainingSessionId);
    return {
      session,
      avatarMessages: await loadAvatarMessages(tx, trainingSessionId),
      exchanges: await listBestExchanges(tx, trainingSessionId),
      digest: await inputDigest(tx, session),
    };
  });
  const measuredStyle = avatarMessages.length === 0 ? null : measureStyle(avatarMessages);
  const answer = await askAnalyst(
    dependencies,
    reference,
    {
      callKey: `analysis:${digest}`,
      text: composeAnalysisRequest({
        avatarName: session.avatarSpeaker ?? session.avatar.name,
        measuredStyle,
        avatarMessages,
        sampleExchanges: selectExchanges(exchanges, sampleExchanges).map(({ userMessage, avatarReply }) => ({
          them: userMessage,
          avatar: avatarReply,
        })),
        instructions: session.instructions,
      }),
      schema: communicationAnalysisSchema,
      answerSchema: { name: communicationAnalysisSchemaName, schema: communicationAnalysisJsonSchema },
    },
    signal,
  );
  const { analysis, groundedFields } = groundAnalysis(answer, measuredStyle, avatarMessages);
  const { formality_level, emoji_usage, response_length, tone } = analysis.communication_style;
  await database.asUser(userId, async (tx) => {
    await recordAnalysis(tx, trainingSessionId, { measuredStyle, analysis, groundedFields });
    await recordPhaseEnd(
      tx,
      reference,
      phase,
      `The style is ${formality_level.replaceAll('_', ' ')} and ${tone}, with ${response_length} messages and ${emoji_usage} emoji.`,
      { message_count: avatarMessages.length },
    );
  });
}
