import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { loraEventBatchSchema, loraEventsKey, type LoraEvent } from '@understudy/domain/lora/lora-events';
import { loraManifestSchema, type LoraManifest } from '@understudy/domain/lora/lora-manifest';

/** What a training leaves in object storage, as it is there. */
export type TrainingReader = {
  /** Its events so far, one object after the other. */
  events(): Promise<LoraEvent[]>;
  manifest(folder: string): Promise<LoraManifest | undefined>;
  /** The bytes of one of its objects. */
  bytes(name: string): Promise<Uint8Array>;
  /** Names of its folders of checkpoints that are complete. */
  checkpoints(): Promise<string[]>;
};

/** Reads what a training writes below its output prefix. */
export function readerOf(storage: string, prefix: string): TrainingReader {
  const read = (key: string) => readFile(join(storage, key), 'utf8').catch(() => undefined);
  const manifest = async (folder: string) => {
    const text = await read(`${prefix}/${folder}/manifest.json`);
    return text === undefined ? undefined : loraManifestSchema.parse(JSON.parse(text));
  };
  return {
    manifest,
    bytes: (name) => readFile(join(storage, prefix, name)),
    async events() {
      const events: LoraEvent[] = [];
      for (let number = 1; ; number += 1) {
        const text = await read(loraEventsKey(prefix, number));
        if (text === undefined) return events;
        events.push(...loraEventBatchSchema.parse(JSON.parse(text)).events);
      }
    },
    async checkpoints() {
      const names = await readdir(join(storage, prefix, 'checkpoints')).catch(() => []);
      const complete = await Promise.all(names.map((name) => manifest(`checkpoints/${name}`)));
      return names.filter((_, index) => complete[index] !== undefined);
    },
  };
}

/** Steps at which a training went on from a checkpoint. */
export function resumedAt(events: readonly Pick<LoraEvent, 'message'>[]): number[] {
  return events.flatMap(({ message }) => {
    const [, step] = /goes on from the checkpoint of step (\d+)/.exec(message) ?? [];
    return step === undefined ? [] : [Number(step)];
  });
}

/** Writes a figure that was measured into the output of the tests. */
export const measured = (what: string): void => void process.stdout.write(`  measured: ${what}\n`);
