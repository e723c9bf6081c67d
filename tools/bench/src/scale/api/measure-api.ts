import { setTimeout as sleep } from 'node:timers/promises';
import type { TestStack } from '@understudy/stack/test-stack';
import type { Pace } from '../../measuring/pace.ts';
import { watchProcessors } from '../../measuring/processor-use.ts';
import { latenciesOf, type Latencies } from '../measuring/latencies.ts';
import { eachOf, watchStack, type ProcessorTimes } from '../measuring/stack-processors.ts';
import { watchTemporal } from '../measuring/temporal-load.ts';
import { batchRequest, sessionRequest, type StartRequest, type Starter } from '../start-requests.ts';
import type { BareProcess } from './bare-process.ts';
import { createSender, encodeRequest, type EncodedRequest } from './http-sender.ts';
import { measureOpenLoop } from './open-loop.ts';

/** Requests that start a run. */
export const startedRoutes = ['POST /auto-train', 'POST …/training-sessions'] as const;
export type StartedRoute = (typeof startedRoutes)[number];

const requestOf: Readonly<Record<StartedRoute, (starter: Starter) => StartRequest>> = {
  'POST /auto-train': (starter) => batchRequest(starter, 1),
  'POST …/training-sessions': sessionRequest,
};

/** How soon the API answered, beside a bare route at the same moment. */
export interface ApiMeasurement {
  readonly route: StartedRoute;
  /** Whether a worker took the runs up. */
  readonly worker: boolean;
  readonly pace: Pace;
  readonly product: Latencies;
  readonly bare: Latencies;
  /** Mean milliseconds that Temporal took to accept a workflow, within the request. */
  readonly temporalMs: number;
  readonly processorsBusy: number;
  /** Milliseconds of processor time for each request and its bare counterpart, by who spent them. */
  readonly perRequest: ProcessorTimes;
}

/** The load of the target. */
export const targetPace: Pace = { perSecond: 50, seconds: 20 };
/** Less of it, to see from where on requests wait for each other. */
export const lighterPaces: readonly Pace[] = [
  { perSecond: 10, seconds: 12 },
  { perSecond: 25, seconds: 12 },
];
const warmUpSeconds = 2;

/**
 * Starts runs at a constant rate, and sends the same bodies at the same rate to the bare route, half an interval later. So
 * both meet the same machine.
 *
 * @throws Error where a request is not answered with 202
 */
export async function measureApi(
  stack: TestStack,
  starters: readonly Starter[],
  bare: BareProcess,
  { route, worker, pace }: Pick<ApiMeasurement, 'route' | 'worker' | 'pace'>,
): Promise<ApiMeasurement> {
  const senders = { product: createSender(stack.apiUrl), bare: createSender(bare.url) };
  const measureBoth = async (own: Pace): Promise<[number[], number[]]> => {
    const requests = await encodeRequests(starters, route, own);
    const product = measureOpenLoop(own, (index) => senders.product.send(at(requests, index)));
    await sleep(500 / own.perSecond);
    const bareTimes = measureOpenLoop(own, (index) => senders.bare.send(at(requests, index), bare.path));
    return await Promise.all([product, bareTimes]);
  };
  try {
    await measureBoth({ ...pace, seconds: warmUpSeconds });
    const [temporal, spent] = [await watchTemporal(stack), await watchStack(stack)];
    const processors = watchProcessors();
    const [product, bareTimes] = await measureBoth(pace);
    return {
      route,
      worker,
      pace,
      product: latenciesOf(product),
      bare: latenciesOf(bareTimes),
      processorsBusy: processors(),
      perRequest: eachOf(await spent(), product.length),
      temporalMs: (await temporal()).meanStartMs,
    };
  } finally {
    senders.product.close();
    senders.bare.close();
  }
}

function encodeRequests(
  starters: readonly Starter[],
  route: StartedRoute,
  { perSecond, seconds }: Pace,
): Promise<EncodedRequest[]> {
  const requests = Array.from({ length: perSecond * seconds }, (_, index) =>
    encodeRequest(requestOf[route](at(starters, index % starters.length))),
  );
  return Promise.all(requests);
}

function at<Item>(items: readonly Item[], index: number): Item {
  const item = items[index];
  if (item === undefined) throw new RangeError(`There is nothing at ${String(index)}`);
  return item;
}
