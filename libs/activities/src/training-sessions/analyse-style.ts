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
import { recordPhaseEnd, recordPhaseStart } from './record-phase.ts';
import { loadTrainingMaterial } from './training-material.ts';
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
  const { session, avatarMessages, pairs, inputDigest } = await database.asUser(userId, async (tx) => {
    await recordPhaseStart(tx, reference, phase, 'Studying the style.');
    return await loadTrainingMaterial(tx, reference);
  });
  const measuredStyle = avatarMessages.length === 0 ? null : measureStyle(avatarMessages);
  const answer = await askAnalyst(
    dependencies,
    reference,
    {
      callKey: `analysis:${inputDigest}`,
      text: composeAnalysisRequest({
        avatarName: session.avatarSpeaker ?? session.avatar.name,
        measuredStyle,
        avatarMessages,
        sampleExchanges: selectExchanges(pairs, sampleExchanges).map(({ userMessage, avatarReply }) => ({
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
