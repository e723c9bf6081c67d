import type { NeededPort } from '../processes/ports.ts';
import type { Settings } from '../settings/environment.ts';

/** The ports that a stack with these settings listens on. */
export function neededPorts(settings: Settings, api: boolean, simulator = true): NeededPort[] {
  const { postgres, temporal } = settings;
  const host = '127.0.0.1';
  const needed: NeededPort[] = [];
  const { apiPort, workerPort } = settings.metrics;
  needed.push({ port: workerPort, host, variable: 'WORKER_METRICS_PORT', purpose: 'metrics of the worker' });
  if (api) {
    needed.push({ ...settings.api, variable: 'PORT', purpose: 'the web page and the API' });
    needed.push({ port: apiPort, host, variable: 'API_METRICS_PORT', purpose: 'metrics of the API' });
  }
  if (postgres.url === undefined) {
    needed.push({ port: postgres.port, host, variable: 'POSTGRES_PORT', purpose: 'PostgreSQL' });
  }
  if (temporal.address === undefined) {
    needed.push({ port: temporal.port, host, variable: 'TEMPORAL_PORT', purpose: 'Temporal' });
    needed.push({ port: temporal.uiPort, host, variable: 'TEMPORAL_UI_PORT', purpose: "Temporal's UI" });
  }
  if (simulator) {
    const purpose = 'the provider simulator';
    needed.push({ port: settings.simulator.port, host, variable: 'SIMULATOR_PORT', purpose });
  }
  return needed;
}
