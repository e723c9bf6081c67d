import { createPromptVersion } from '@understudy/db/prompt-versions/create-prompt-version';
import { listBestExchanges } from '@understudy/db/training-sessions/list-best-exchanges';
import { loadTrainingSession } from '@understudy/db/training-sessions/load-training-session';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import { composeSystemPrompt } from '@understudy/domain/prompt-versions/compose-system-prompt';
import { promptDraftSchema } from '@understudy/domain/prompt-versions/prompt-draft';
import { inputDigest } from './input-digest.ts';
import { recordPhaseEnd, recordPhaseStart } from './record-phase.ts';
import type { TrainingDependencies, TrainingReference } from './training-reference.ts';

const phase = 'version';

/** Composes the prompt and stores it as the avatar's next version. A second execution finds the same version. */
export async function createVersion(
  { database, models }: TrainingDependencies,
  reference: TrainingReference,
): Promise<void> {
  await database.asUser(reference.userId, async (tx) => {
    await recordPhaseStart(tx, reference, phase, 'Storing the new version.');
    const session = await loadTrainingSession(tx, reference.trainingSessionId);
    const { avatar, analysis, measuredStyle, instructions, groundedFields } = session;
    const exchanges = await listBestExchanges(tx, reference.trainingSessionId);
    if (analysis === null) throw new UnderstudyError('internal_error', 'The session has no analysis yet.');
    const draft = promptDraftSchema.parse(session.promptDraft);
    const { id, versionNumber } = await createPromptVersion(tx, {
      avatarId: avatar.id,
      trainingSessionId: reference.trainingSessionId,
      inputDigest: await inputDigest(tx, session),
      systemPrompt: composeSystemPrompt({
        avatar,
        analysis,
        measuredStyle,
        draft,
        instructions,
        exchanges,
      }),
      instructions,
      analysis,
      measuredStyle,
      groundedFields: groundedFields ?? [],
      draft,
      model: models.names.analysis,
      simulatedProvider: models.simulated,
    });
    await recordPhaseEnd(tx, reference, phase, `Version ${versionNumber} is stored.`, {
      prompt_version_id: id,
      version_number: versionNumber,
    });
  });
}
