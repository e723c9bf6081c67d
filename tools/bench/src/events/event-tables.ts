import type { Table } from '../report/table.ts';
import { summarizeDelays } from './delay.ts';
import type { Delivery } from './measure-delivery.ts';
import type { Reconnects } from './reconnects.ts';

/** From commit to arrival, with the bare notifications of the same time below each. */
export function deliveryTable(delivered: readonly Delivery[]): Table {
  const rows = delivered.flatMap(({ streams, delays, notifyDelays, processorUse }) => {
    const [measured, limit] = [summarizeDelays(delays), summarizeDelays(notifyDelays)];
    const ratio = measured.sent_median / limit.sent_median;
    const title = `${streams} ${streams === 1 ? 'stream' : 'streams'}`;
    return [
      { what: title, ...measured, ratio, processor_use: processorUse },
      { what: '  limit: bare NOTIFY', ...limit, ratio: 1, processor_use: null },
    ];
  });
  return {
    name: 'delivery',
    title: 'From commit to client',
    columns: [
      { key: 'what', heading: 'open streams', unit: 'text' },
      { key: 'arrivals', heading: 'arrivals', unit: 'count' },
      { key: 'median', heading: 'p50', unit: 'ms' },
      { key: 'p95', heading: 'p95', unit: 'ms' },
      { key: 'max', heading: 'max', unit: 'ms' },
      { key: 'sent_median', heading: 'p50 since sent', unit: 'ms' },
      { key: 'sent_p95', heading: 'p95 since sent', unit: 'ms' },
      { key: 'ratio', heading: '÷ limit', unit: 'ratio' },
      { key: 'processor_use', heading: 'processors busy', unit: 'share' },
    ],
    rows,
  };
}

/** What arrived over streams that were cut. */
export function reconnectsTable(measured: Reconnects): Table {
  const { cutConnections, apiKills, ...counts } = measured;
  return {
    name: 'reconnects',
    title: 'Over connections that are cut, and an API that is killed (Last-Event-ID)',
    columns: [
      { key: 'streams', heading: 'streams', unit: 'count' },
      { key: 'cut_connections', heading: 'connections cut', unit: 'count' },
      { key: 'api_kills', heading: 'kill -9 of the API', unit: 'count' },
      { key: 'written', heading: 'events written', unit: 'count' },
      { key: 'received', heading: 'received by all', unit: 'count' },
      { key: 'lost', heading: 'lost', unit: 'count' },
      { key: 'doubled', heading: 'doubled', unit: 'count' },
      { key: 'disordered', heading: 'out of order', unit: 'count' },
    ],
    rows: [{ ...counts, cut_connections: cutConnections, api_kills: apiKills }],
  };
}
