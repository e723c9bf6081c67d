import type { TestStack } from '@understudy/stack/test-stack';
import { newUser } from '../clients/api-client.ts';
import { trainDirectly, type DirectTiming } from './direct-session.ts';
import { avatarName, uploadOf, type SessionShape } from './session-shape.ts';
import { timeSession, type SessionTiming } from './timed-session.ts';

/** Sessions through the product, and the same uploads by plain calls. */
export interface Comparison {
  readonly shape: SessionShape;
  readonly sessions: readonly SessionTiming[];
  readonly direct: readonly DirectTiming[];
}

/**
 * Trains one session after another, each first through the product and then by plain calls, so that whatever else runs
 * on the machine slows both. Warm-ups are not counted.
 */
export async function compareOneAtATime(
  stack: TestStack,
  shape: SessionShape,
  { counted, warmUps }: { counted: number; warmUps: number },
): Promise<Comparison> {
  const client = await newUser(stack, shape.name);
  const sessions: SessionTiming[] = [];
  const direct: DirectTiming[] = [];
  for (let number = 0; number < warmUps + counted; number += 1) {
    const upload = uploadOf(shape, number);
    const avatarId = await client.createAvatar(avatarName);
    sessions.push(await timeSession(stack.apiUrl, client, avatarId, upload));
    direct.push(await trainDirectly(stack.simulatorUrl, upload));
  }
  return { shape, sessions: sessions.slice(warmUps), direct: direct.slice(warmUps) };
}
