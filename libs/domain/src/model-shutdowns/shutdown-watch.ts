/** The workflow type that looks for models that are about to be shut down. Started by a schedule, once a day. */
export const watchShutdownsWorkflow = 'watchShutdowns';

/** What one watch has come to. */
export type ShutdownWatchResult = { looked: number; warned: number };
