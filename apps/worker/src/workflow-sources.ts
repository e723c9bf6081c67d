import { fileURLToPath } from 'node:url';

const inWorkflows = (file: string) => fileURLToPath(new URL(`./workflows/${file}`, import.meta.url));

/** What Temporal's bundler starts from: the registry of all workflows, and what comes between them and Temporal. */
export const workflowSources = {
  workflowsPath: inWorkflows('all-workflows.ts'),
  workflowInterceptorModules: [inWorkflows('activity-summaries.ts'), inWorkflows('workflow-end.ts')],
};
