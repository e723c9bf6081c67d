import { fileURLToPath } from 'node:url';

/** The registry of all workflows, for Temporal's bundler. */
export const workflowsPath = fileURLToPath(new URL('./workflows/all-workflows.ts', import.meta.url));
