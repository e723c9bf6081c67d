import { loadTrainingSession } from '@understudy/db/training-sessions/load-training-session';
import { recordPromptDraft } from '@understudy/db/training-sessions/record-findings';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import {
  composePromptDraftRequest,
  promptDraftJsonSchema,
  promptDraftSchema,
  promptDraftSchemaName,
} from '@understudy/domain/prompt-versions/prompt-draft';
import { askAnalyst } from './ask-analyst.ts';
import { inputDigest } from './input-digest.ts';
import { recordPhaseEnd, recordPhaseStart } from './record-phase.ts';
import type { TrainingDependencies, TrainingReference } from './training-reference.ts';

const phase = 'prompt_generation';

/** Has a model derive the rules of the new prompt from the analysis, the measurements and the instructions. */
export async function generatePrompt(
  dependencies: TrainingDependencies,
  reference: TrainingReference,
  signal: AbortSignal,
): Promise<void> {
  const { database } = dependencies;
  const { userId, trainingSessionId } = reference;
  const { session, digest } = await database.asUser(userId, async (tx) => {
    await recordPhaseStart(tx, reference, phase, 'Writing the prompt.');
    const session = await loadTrainingSession(tx, trainingSessionId);
    return { session, digest: await inputDigest(tx, session) };
  });
  if (session.analysis === null)
    throw new UnderstudyError('internal_error', 'The session has no analysis yet.');
  const draft = await askAnalyst(
    dependencies,
    reference,
    {
      callKey: `prompt_draft:${digest}`,
      text: composePromptDraftRequest({
        avatar: session.avatar,
        analysis: session.analysis,
        measuredStyle: session.measuredStyle,
        instructions: session.instructions,
      }),
      schema: promptDraftSchema,
      answerSchema: { name: promptDraftSchemaName, schema: promptDraftJsonSchema },
    },
    signal,
  );
  await database.asUser(userId, async (tx) => {
    await recordPromptDraft(tx, trainingSessionId, draft);
    const rules = draft.voice_rules.length + draft.behavior_rules.length;
    await recordPhaseEnd(tx, reference, phase, `${rules} rules were written.`, { rule_count: rules });
  });
}
