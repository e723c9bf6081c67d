import { spawn } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { Toxiproxy, type Proxy } from 'toxiproxy-node-client';
import type { Link, LinkEnds } from './link.ts';

/** Toxiproxy's server, with a way between two processes for each link that is opened. */
export interface FaultProxy {
  readonly open: (ends: LinkEnds, listenPort: number, upstreamPort: number) => Promise<Link>;
  readonly stop: () => Promise<void>;
}

const readyWithinMs = 10_000;
const loopback = (port: number): string => `127.0.0.1:${String(port)}`;

/**
 * Starts Toxiproxy.
 *
 * @param port of 127.0.0.1, for its administration
 * @throws Error when it does not answer within 10 s
 */
export async function startFaultProxy(executable: string, port: number): Promise<FaultProxy> {
  const child = spawn(executable, ['-host', '127.0.0.1', '-port', String(port)], {
    stdio: 'ignore',
    env: { ...process.env, LOG_LEVEL: 'fatal' },
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const client = new Toxiproxy(`http://${loopback(port)}`);
  const deadline = performance.now() + readyWithinMs;
  while (!(await answers(client))) {
    if (child.exitCode !== null || performance.now() > deadline)
      throw new Error(`The fault proxy ${executable} does not answer on port ${String(port)}`);
    await wait(50);
  }
  return {
    async open(ends, listenPort, upstreamPort) {
      const name = `${ends.from}-${ends.to}`;
      const addresses = { listen: loopback(listenPort), upstream: loopback(upstreamPort) };
      return toLink(ends, await client.createProxy({ name, enabled: true, ...addresses }));
    },
    async stop() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

async function answers(client: Toxiproxy): Promise<boolean> {
  return client.getVersion().then(
    () => true,
    () => false,
  );
}

function toLink(ends: LinkEnds, proxy: Proxy): Link {
  const { listen, upstream } = proxy;
  const enable = (enabled: boolean): Promise<Proxy> => proxy.update({ listen, upstream, enabled });
  return {
    ...ends,
    name: `${ends.from} – ${ends.to}`,
    async cut(ms) {
      await enable(false);
      await wait(ms);
      await enable(true);
    },
    async slow(latencyMs, ms) {
      await withToxic(proxy, 'latency', { latency: latencyMs, jitter: Math.floor(latencyMs / 2) }, ms);
    },
    async tearAnswers(bytes, ms) {
      await withToxic(proxy, 'limit_data', { bytes }, ms);
    },
    async loseAnswers(ms) {
      // Answers that were swallowed never come: their connections must not go on as if there had been none.
      await withToxic(proxy, 'timeout', { timeout: 0 }, ms, () => enable(false));
      await enable(true);
    },
  };
}

/** Does something to answers, and is sure to undo it. */
async function withToxic(
  proxy: Proxy,
  type: 'latency' | 'limit_data' | 'timeout',
  attributes: object,
  ms: number,
  beforeRemoval?: () => Promise<unknown>,
): Promise<void> {
  const toxic = { name: type, type, stream: 'downstream', toxicity: 1, attributes } as const;
  const added = await proxy.addToxic(toxic);
  await wait(ms);
  await beforeRemoval?.();
  await added.remove();
}
