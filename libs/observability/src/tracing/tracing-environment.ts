import { z } from 'zod';

/**
 * OpenTelemetry's own variables, as far as they decide whether and what to trace. The exporter reads the others of their
 * kind itself (`OTEL_EXPORTER_OTLP_HEADERS`, `_TIMEOUT`, `_COMPRESSION`, `_CERTIFICATE`).
 */
export const tracingEnvironmentSchema = z.object({
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('Collector of traces'),
  OTEL_TRACES_SAMPLER_ARG: z.coerce.number().min(0).max(1).default(1).describe('Share of requests traced'),
  OTEL_RESOURCE_ATTRIBUTES: z.string().optional().describe('Further attributes of this process'),
});

/** Where traces go and how many of them. */
export type TracingSettings = { ratio: number };

/** Undefined where nothing is traced. */
export function toTracingSettings(
  variables: z.output<typeof tracingEnvironmentSchema>,
): TracingSettings | undefined {
  if (variables.OTEL_EXPORTER_OTLP_ENDPOINT === undefined) return undefined;
  return { ratio: variables.OTEL_TRACES_SAMPLER_ARG };
}
