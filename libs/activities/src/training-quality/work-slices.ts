import { setImmediate as nextTurn } from 'node:timers/promises';

/** Milliseconds of work after which other activities of the process get their turn. */
const sliceMs = 15;

/** Work that gives way: await `giveWay` between its steps, and no other work of the process waits long. */
export class WorkSlices {
  #since = performance.now();

  async giveWay(): Promise<void> {
    if (performance.now() - this.#since < sliceMs) return;
    await nextTurn();
    this.#since = performance.now();
  }
}
