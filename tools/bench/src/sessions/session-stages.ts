import { endingEventTypes, type RunEvent } from '@understudy/domain/runs/run-event';
import {
  trainingPhases,
  trainingPhaseTitles,
} from '@understudy/domain/training-sessions/training-session-contract';

/** A part of a session: milliseconds from the part before to its first event, and from its first event to its last. */
export interface SessionStage {
  readonly title: string;
  readonly waitMs: number;
  readonly workMs: number;
}

/**
 * The parts of a session by the times that the database gave its events: the request until the run is queued, each
 * phase, and the end. Waiting is what lies between two phases: committing, workflow task, dispatch of the next activity.
 *
 * @param sentAt when the request was sent, in milliseconds of the same machine's clock
 * @throws Error where a phase left no event
 */
export function stagesOf(events: readonly RunEvent[], sentAt: number): SessionStage[] {
  const ofPhases = events.filter(({ type }) => type !== 'run_queued' && !endingEventTypes.has(type));
  let boundary = timeOf(events.find(({ type }) => type === 'run_queued'));
  const stages: SessionStage[] = [{ title: 'Request until queued', waitMs: 0, workMs: boundary - sentAt }];
  for (const phase of trainingPhases) {
    const own = ofPhases.filter((event) => event.phase === phase);
    const [first, last] = [timeOf(own.find(({ type }) => type === 'phase_started')), timeOf(own.at(-1))];
    stages.push({ title: trainingPhaseTitles[phase], waitMs: first - boundary, workMs: last - first });
    boundary = last;
  }
  const end = timeOf(events.find(({ type }) => endingEventTypes.has(type)));
  return [...stages, { title: 'Run ended', waitMs: end - boundary, workMs: 0 }];
}

function timeOf(event: RunEvent | undefined): number {
  if (event === undefined) throw new Error('A phase of the session left no event');
  return Date.parse(event.created_at);
}
