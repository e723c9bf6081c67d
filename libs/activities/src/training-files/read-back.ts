import { setImmediate as nextTurn } from 'node:timers/promises';
import { JSONParser } from '@streamparser/json';
import { z } from 'zod';
import { linesOf } from '../storage/lines-of.ts';
import type { ObjectStorage } from '../storage/object-storage.ts';

/** What was found in an artefact. */
export type ReadBack = { jsonValid: boolean; jsonPairs: number; jsonlPairs: number; nullResponses: number };

const pairSchema = z.object({ target_response: z.string().min(1) });

/** Milliseconds of work after which others have their turn. */
const longestTurnMs = 10;

/** Reads an artefact back from storage, as whoever downloads it will: every value of both files is really parsed. */
export async function readBack(
  storage: ObjectStorage,
  { json, jsonl }: { json: string; jsonl: string },
  signal: AbortSignal,
): Promise<ReadBack> {
  const ofJson = await readJson(storage, json, signal);
  const ofJsonl = await readJsonl(storage, jsonl, signal);
  return { ...ofJson, ...ofJsonl };
}

async function readJson(storage: ObjectStorage, key: string, signal: AbortSignal) {
  const parser = new JSONParser({ paths: ['$.conversations.*.training_pairs.*'], keepStack: false });
  let jsonPairs = 0;
  parser.onValue = () => {
    jsonPairs += 1;
  };
  const mayWork = shareTurns();
  try {
    for await (const chunk of await storage.getStream(key)) {
      signal.throwIfAborted();
      parser.write(chunk);
      await mayWork();
    }
    return { jsonValid: parser.isEnded, jsonPairs };
  } catch (error) {
    if (error instanceof Error && /^(?:Tokenizer|TokenParser)Error$/.test(error.name)) {
      return { jsonValid: false, jsonPairs };
    }
    throw error;
  }
}

async function readJsonl(storage: ObjectStorage, key: string, signal: AbortSignal) {
  let jsonlPairs = 0;
  let nullResponses = 0;
  const mayWork = shareTurns();
  for await (const line of linesOf(await storage.getStream(key))) {
    signal.throwIfAborted();
    jsonlPairs += 1;
    if (!pairSchema.safeParse(JSON.parse(line)).success) nullResponses += 1;
    await mayWork();
  }
  return { jsonlPairs, nullResponses };
}

/** Lets others have their turn when this one has worked for long enough. */
function shareTurns(): () => Promise<void> | undefined {
  let since = performance.now();
  return () => {
    if (performance.now() - since < longestTurnMs) return undefined;
    return nextTurn().then(() => {
      since = performance.now();
    });
  };
}
