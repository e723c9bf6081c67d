import type { TracingSettings } from './tracing-environment.ts';
import type { WorkflowSpan } from './workflow-span.ts';

/** Tracing that is on. */
export type Tracing = {
  /** Sends the span of a workflow, which was not made in this process's memory but in its history. */
  exportWorkflow: (workflow: WorkflowSpan) => void;
  /** Sends what is left, for up to five seconds. */
  close: () => Promise<void>;
};

/**
 * Turns OpenTelemetry on, where there is a collector. Without one nothing of its SDK is even loaded, and what remains in
 * the code is calls that do nothing.
 *
 * @param service `service.name` of this process
 */
export async function startTracing(
  service: string,
  settings: TracingSettings | undefined,
): Promise<Tracing | undefined> {
  if (settings === undefined) return undefined;
  const { startOpenTelemetry } = await import('./open-telemetry.ts');
  return startOpenTelemetry(service, settings);
}
