import { endingEventTypes, runEventSchema, type RunEvent } from '@understudy/domain/runs/run-event';
import type { ApiClient, TrainingUpload } from '../clients/api-client.ts';
import { followRun } from '../clients/run-stream.ts';
import { stagesOf, type SessionStage } from './session-stages.ts';

/** One session through the whole product, in milliseconds from the request being sent. */
export interface SessionTiming {
  /** The API has answered 202. */
  readonly acceptedMs: number;
  /** The client has been told that the version exists. */
  readonly versionMs: number;
  /** The client has been told that the run has ended. */
  readonly endedMs: number;
  readonly stages: readonly SessionStage[];
}

/**
 * Trains an avatar as the web page does: uploads, then follows the run's events until it has ended.
 *
 * @throws Error when the run does not complete
 */
export async function timeSession(
  apiUrl: string,
  client: ApiClient,
  avatarId: string,
  upload: TrainingUpload,
): Promise<SessionTiming> {
  const [sentAt, sentAtWallClock] = [performance.now(), Date.now()];
  const { run } = await client.train(avatarId, upload);
  const acceptedMs = performance.now() - sentAt;
  const arrived = await eventsUntilEnd({ apiUrl, token: client.token, runId: run.id });
  const events = arrived.map(({ event }) => event);
  const [version, end] = [
    arrived.find(({ event }) => event.type === 'phase_completed' && event.phase === 'version'),
    arrived.at(-1),
  ];
  if (version === undefined || end?.event.type !== 'run_completed') {
    throw new Error(`The session did not complete: ${end?.event.message ?? 'no event'}`);
  }
  return {
    acceptedMs,
    versionMs: version.arrivedAt - sentAt,
    endedMs: end.arrivedAt - sentAt,
    stages: stagesOf(events, sentAtWallClock),
  };
}

function eventsUntilEnd(
  address: Parameters<typeof followRun>[0],
): Promise<{ event: RunEvent; arrivedAt: number }[]> {
  const arrived: { event: RunEvent; arrivedAt: number }[] = [];
  return new Promise((resolve, reject) => {
    const stream = followRun(address, ({ type, data, arrivedAt }) => {
      arrived.push({ event: runEventSchema.parse(JSON.parse(data)), arrivedAt });
      if (!endingEventTypes.has(type)) return;
      stream.close();
      resolve(arrived);
    });
    stream.opened.catch(reject);
  });
}
