import { appendRunEvent } from '@understudy/db/runs/append-run-event';
import { takeBuildTurn } from '@understudy/db/training-files/begin-build';
import {
  buildPhaseTitles,
  percentOfBuild,
  type BuildTurn,
} from '@understudy/domain/training-files/training-file-contract';
import type { BuildDependencies, BuildReference } from './build-reference.ts';

/** Begins a build, if it is its turn. A second execution writes nothing. */
export async function beginBuild(
  { database }: BuildDependencies,
  { userId, runId, trainingFileId, attempt }: BuildReference,
): Promise<{ turn: BuildTurn; conversations: number }> {
  return await database.asUser(userId, async (tx) => {
    const answer = await takeBuildTurn(tx, { trainingFileId, runId });
    if (answer.turn !== 'begin') return { turn: answer.turn, conversations: 0 };
    const { name, conversationCount } = answer.file;
    await appendRunEvent(tx, {
      runId,
      type: 'run_started',
      level: 'info',
      phase: 'building',
      message: `Building “${name}” of ${conversationCount.toLocaleString('en')} conversations.`,
      data: { title: buildPhaseTitles.building, conversation_count: conversationCount },
      key: `${attempt}:started`,
      update: {
        status: 'running',
        completed: 0,
        total: conversationCount,
        percent: percentOfBuild('building', 0, conversationCount),
      },
    });
    return { turn: 'begin', conversations: conversationCount };
  });
}
