import { Context } from '@temporalio/activity';
import type { ChatModels } from '../providers/chat-models.ts';
import { watchShutdowns, type ShutdownWatchDependencies } from './watch-shutdowns.ts';

/** What these activities need from outside. */
export type ShutdownDependencies = Omit<ShutdownWatchDependencies, 'defaultModel'> & { models: ChatModels };

/** The activities of the watcher of shutdowns. */
export type ShutdownActivities = ReturnType<typeof createShutdownActivities>;

/** The activities of the watcher of shutdowns. */
export function createShutdownActivities({ models, ...dependencies }: ShutdownDependencies) {
  const needed = { ...dependencies, defaultModel: models.names.chat };
  return {
    watchShutdowns: () => watchShutdowns(needed, new Date(), Context.current().cancellationSignal),
  };
}
