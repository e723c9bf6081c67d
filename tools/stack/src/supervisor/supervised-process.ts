import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { elapsedSince, type Reporter } from '../console/reporter.ts';
import { giveWay } from '../processes/give-way.ts';
import { endProcessGroup, sendSignal } from '../processes/end-process.ts';
import { awaitReadiness } from './await-readiness.ts';
import { backOff } from './back-off.ts';
import type { ProcessRegistry } from './process-registry.ts';
import type { ServiceDefinition } from './service-definition.ts';
import { openServiceLog, type ServiceLog } from './service-log.ts';

/** Milliseconds of running after which earlier ends no longer lengthen the back-off. */
const steadyAfter = 10_000;
/** After this many restarts in a row only every tenth is told. */
const restartsTold = 4;

/** A running process and what became of it. */
interface Launch {
  readonly child: ChildProcess;
  readonly startedAt: number;
  /** Resolves when the process has ended, to what ended it: a signal's name or an exit code. */
  readonly ended: Promise<string>;
}

/** A process that did not become ready; the message holds the last lines it wrote. */
export class StartError extends Error {
  override name = 'StartError';
}

/** One process of the stack, started again on the same ports and data whenever it ends unasked. */
export class SupervisedProcess {
  /** Whether an unexpected end is followed by a new start. May be switched at any time. */
  autoRestart = true;
  readonly #definition: ServiceDefinition;
  readonly #registry: ProcessRegistry;
  readonly #reporter: Reporter;
  readonly #log: ServiceLog;
  #launch: Launch | undefined;
  #stopping = new AbortController();
  #ready: Promise<void> = Promise.resolve();
  #restarts = 0;

  constructor(definition: ServiceDefinition, registry: ProcessRegistry, reporter: Reporter) {
    this.#definition = definition;
    this.#registry = registry;
    this.#reporter = reporter;
    this.#log = openServiceLog(definition.logFile, (summary) =>
      reporter.warn(definition.name, `${summary}; see ${definition.logFile}`),
    );
  }

  get name(): string {
    return this.#definition.name;
  }

  /** The process's pid: the postmaster's, the server's, never a wrapper's. Undefined while it is not running. */
  get pid(): number | undefined {
    return this.#launch?.child.pid;
  }

  /** Resolves when the process is ready, also after an unexpected end. */
  get ready(): Promise<void> {
    return this.#ready;
  }

  /**
   * Starts the process and resolves when it is ready.
   * @throws {StartError} when it ended, or was not ready in time, on each of its first attempts.
   */
  async start(): Promise<void> {
    this.#stopping = new AbortController();
    this.#ready = this.#startFirst();
    await this.#ready;
  }

  /** Sends a signal to the process itself. Resolves at once, but for SIGKILL when the process has ended. */
  async kill(signal: NodeJS.Signals): Promise<void> {
    const launch = this.#launch;
    if (launch?.child.pid === undefined) return;
    sendSignal(launch.child.pid, signal);
    if (signal === 'SIGKILL') await launch.ended;
  }

  /** Stops the process if it runs, starts it, and resolves when it is ready. */
  async restart(): Promise<void> {
    await this.#end();
    await this.start();
  }

  /** Stops the process for good: its stop signal first, SIGKILL after its grace. */
  async stop(): Promise<void> {
    await this.#end();
    this.#log.close();
  }

  /** Ends the process at once and for good. */
  kill9(): void {
    this.#stopping.abort();
    if (this.#launch !== undefined) endProcessGroup(this.#launch.child, 'SIGKILL');
  }

  async #end(): Promise<void> {
    this.#stopping.abort();
    const launch = this.#launch;
    if (launch?.child.pid === undefined) return;
    sendSignal(launch.child.pid, this.#definition.stopSignal);
    const timer = setTimeout(() => endProcessGroup(launch.child, 'SIGKILL'), this.#definition.stopGrace);
    await launch.ended;
    clearTimeout(timer);
  }

  async #startFirst(): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await this.#launchOnce();
        return;
      } catch (error) {
        if (this.#stopping.signal.aborted || attempt >= this.#definition.firstStartAttempts) throw error;
        await sleep(backOff(attempt - 1));
      }
    }
  }

  /** Starts the process once and resolves when it is ready; from then on its end is followed by a restart. */
  async #launchOnce(): Promise<void> {
    const stopping = this.#stopping.signal;
    await this.#definition.prepare?.();
    stopping.throwIfAborted();
    const listeners: ((line: string) => void)[] = [];
    const launch = this.#spawn((line) => listeners.forEach((listener) => listener(line)));
    const given = new AbortController();
    const limit = AbortSignal.any([
      stopping,
      given.signal,
      AbortSignal.timeout(this.#definition.readyTimeout),
    ]);
    const isReady = awaitReadiness(
      this.#definition.readiness,
      launch.child,
      (add) => listeners.push(add),
      limit,
    );
    try {
      await Promise.race([
        isReady,
        launch.ended.then((how) => Promise.reject(this.#startError(`ended (${how})`))),
      ]);
    } catch (error) {
      given.abort();
      isReady.catch(() => undefined);
      if (stopping.aborted) throw error;
      endProcessGroup(launch.child, 'SIGKILL');
      await launch.ended;
      throw error instanceof StartError ? error : this.#startError('was not ready in time');
    }
    launch.ended.then((how) => this.#recover(launch, how)).catch(() => undefined);
  }

  #spawn(onLine: (line: string) => void): Launch {
    const { command, parameters, cwd, env, systemUser, channel, givesWay } = this.#definition;
    // A session of its own: the terminal's Ctrl-C reaches the supervisor only, which stops everything in order.
    const child = spawn(command, parameters, {
      cwd,
      env,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe', ...(channel ? (['ipc'] as const) : [])],
      ...systemUser,
    });
    const ended = new Promise<string>((resolve) => {
      child.once('error', (error) => resolve(error.message));
      child.once('exit', (code, signal) => resolve(signal ?? `exit code ${String(code)}`));
    });
    if (child.stdout !== null) this.#log.read(child.stdout, onLine);
    if (child.stderr !== null) this.#log.read(child.stderr, onLine);
    const launch = { child, startedAt: performance.now(), ended };
    this.#launch = launch;
    if (child.pid !== undefined) {
      void this.#registry.record(this.name, child.pid);
      if (givesWay === true) void giveWay(child.pid);
    }
    void ended.then(() => {
      if (this.#launch === launch) this.#launch = undefined;
    });
    return launch;
  }

  async #recover(ended: Launch, how: string): Promise<void> {
    const stopping = this.#stopping.signal;
    if (stopping.aborted) return;
    this.#restarts = performance.now() - ended.startedAt > steadyAfter ? 0 : this.#restarts;
    if (!this.autoRestart) return this.#reporter.warn(this.name, `ended (${how})`);
    this.#reporter.warn(this.name, `ended (${how}); starting it again`);
    this.#ready = this.#startAgain(stopping);
    await this.#ready;
  }

  async #startAgain(stopping: AbortSignal): Promise<void> {
    const endedAt = performance.now();
    for (;;) {
      const delay = backOff(this.#restarts);
      this.#restarts += 1;
      await sleep(delay, undefined, { signal: stopping });
      try {
        await this.#launchOnce();
        return this.#reporter.done(this.name, `is back after ${elapsedSince(endedAt)}`);
      } catch (error) {
        stopping.throwIfAborted();
        if (this.#restarts <= restartsTold || this.#restarts % 10 === 0) {
          const [first] = String(error instanceof Error ? error.message : error).split('\n');
          this.#reporter.warn(this.name, `${first ?? ''}; trying again (log: ${this.#definition.logFile})`);
        }
      }
    }
  }

  #startError(what: string): StartError {
    const lines = this.#log.lastLines().map((line) => `  | ${line}`);
    return new StartError(
      [`${this.name} ${what}; its log is ${this.#definition.logFile}`, ...lines].join('\n'),
    );
  }
}
