import type { TestStack } from '@understudy/stack/test-stack';
import type { Bench } from '../bench-definition.ts';
import type { Printer } from '../report/printer.ts';
import { warmUp } from './measuring/measure-batch.ts';
import { peerNames } from './peers/peer.ts';
import type { Scenario } from './scenarios/bench-parts.ts';
import { compare } from './scenarios/compare.ts';
import { crash } from './scenarios/crash.ts';
import { ensemble } from './scenarios/ensemble.ts';
import { manyExamples } from './scenarios/many-examples.ts';
import { slowProvider } from './scenarios/slow-provider.ts';
import { openProduct } from './systems/product-system.ts';
import { eachPeerInTurn } from './systems/peers-in-turn.ts';

/** Items that peers have in the works at the same time, in all scenarios. */
const concurrency = 50;

/** The one with the kill comes last: after it the worker is a new one, and cold. */
const scenarios: readonly Scenario[] = [compare, ensemble, slowProvider, manyExamples, crash];

/** How near auto-train comes to what providers allow, beside other systems that do the same. */
export const autoTrain: Bench = {
  name: 'auto-train',
  title: 'Batches of examples, beside a plain script, DBOS, pg-boss and BullMQ',
  environment: { AUTO_TRAIN_MAX_EXAMPLES: '100000' },
  parts: scenarios.map(({ name }) => name),
  run: (stack, print, only) => measure(stack, print, chosen(only)),
};

function chosen(only: readonly string[]): readonly Scenario[] {
  return only.length === 0 ? scenarios : scenarios.filter(({ name }) => only.includes(name));
}

async function measure(stack: TestStack, print: Printer, wanted: readonly Scenario[]): Promise<void> {
  const { simulatorUrl } = stack;
  const product = openProduct(stack);
  try {
    await warmUp(product, simulatorUrl);
    for (const { run } of wanted) {
      await run({
        print,
        simulatorUrl,
        product,
        eachPeer: (use, names = peerNames) =>
          eachPeerInTurn(stack, { names, concurrency, note: print.note }, use),
      });
    }
  } finally {
    await product.stop();
  }
}
