import { z } from 'zod';

/** Where metrics are served; nowhere without a port. */
export const metricsEnvironmentSchema = z.object({
  METRICS_PORT: z.coerce.number().int().min(0).max(65_535).optional().describe('Port of GET /metrics'),
  METRICS_HOST: z.string().min(1).default('127.0.0.1').describe('Address that it listens on'),
});

/** Where metrics are served. */
export type MetricsSettings = { host: string; port: number };

/** Undefined where metrics are not served. */
export function toMetricsSettings(
  variables: z.output<typeof metricsEnvironmentSchema>,
): MetricsSettings | undefined {
  const { METRICS_HOST: host, METRICS_PORT: port } = variables;
  return port === undefined ? undefined : { host, port };
}
