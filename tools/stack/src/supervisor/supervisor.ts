import { elapsedSince, type Reporter } from '../console/reporter.ts';
import type { ProcessRegistry } from './process-registry.ts';
import type { ServiceDefinition } from './service-definition.ts';
import { SupervisedProcess } from './supervised-process.ts';

/** Milliseconds after which, and again and again, a person is told what a slow start waits for. */
const reminderInterval = 10_000;

/** All processes of one stack. */
export class Supervisor {
  readonly #registry: ProcessRegistry;
  readonly #reporter: Reporter;
  readonly #processes = new Map<string, SupervisedProcess>();
  #stopping = false;

  constructor(registry: ProcessRegistry, reporter: Reporter) {
    this.#registry = registry;
    this.#reporter = reporter;
  }

  /**
   * Starts a service and resolves when it is ready.
   * @throws {StartError} if it does not become ready.
   */
  async start(definition: ServiceDefinition): Promise<SupervisedProcess> {
    if (this.#stopping) throw new Error('the stack is being stopped');
    const service = new SupervisedProcess(definition, this.#registry, this.#reporter);
    this.#processes.set(definition.name, service);
    this.#reporter.tell(definition.name, `starting; waiting for ${definition.waitsFor}`);
    const startedAt = performance.now();
    const reminder = setInterval(() => {
      const waited = elapsedSince(startedAt);
      const reminding = `still waiting for ${definition.waitsFor} (${waited}); its log is ${definition.logFile}`;
      this.#reporter.tell(definition.name, reminding);
    }, reminderInterval);
    try {
      await service.start();
    } finally {
      clearInterval(reminder);
    }
    return service;
  }

  /** The process of a service, if it was started. */
  find(name: string): SupervisedProcess | undefined {
    return this.#processes.get(name);
  }

  /** Switches restarting for every process. */
  set autoRestart(on: boolean) {
    for (const service of this.#processes.values()) service.autoRestart = on;
  }

  /**
   * Stops every process in order: one group of names after the other, those of a group together. Then forgets the pids.
   * May be called again.
   */
  async stop(order: readonly (readonly string[])[]): Promise<void> {
    this.#stopping = true;
    for (const group of order) {
      await Promise.all(group.map((name) => this.#processes.get(name)?.stop()));
    }
    this.#registry.release();
  }

  /** Ends every process at once. */
  kill(): void {
    this.#stopping = true;
    for (const service of this.#processes.values()) service.kill9();
    this.#registry.release();
  }
}
