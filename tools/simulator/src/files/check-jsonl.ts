import { z } from 'zod';
import { invalidRequest } from '../http/provider-error.ts';
import type { ProviderError } from '../http/provider-error.ts';

const chatSchema = z.object({ messages: z.array(z.unknown()) });
const assistantSchema = z.object({ role: z.literal('assistant') });

/**
 * Checks what the service checks while a file for fine-tuning is uploaded: every line is a JSON object, and every chat
 * has an answer to learn from. All other rules wait until a job validates its files.
 *
 * @throws {ProviderError} 400 for the first line at fault.
 */
export function checkJsonl(content: Buffer): void {
  const lines = content.toString('utf8').replace(/\n+$/u, '').split('\n');
  for (const [index, line] of lines.entries()) checkLine(line, index + 1);
}

function checkLine(line: string, number: number): void {
  const json = parseObject(line);
  if (json === undefined) throw noObject(line, number);
  const chat = chatSchema.safeParse(json);
  if (!chat.success) return;
  if (!chat.data.messages.some((message) => assistantSchema.safeParse(message).success)) {
    throw invalidRequest(
      `Invalid file format. Line ${number}, key "messages": At least one message must be from the assistant.`,
      null,
    );
  }
}

function parseObject(line: string): object | undefined {
  try {
    const json: unknown = JSON.parse(line);
    return typeof json === 'object' && json !== null && !Array.isArray(json) ? json : undefined;
  } catch {
    return undefined;
  }
}

const noObject = (line: string, number: number): ProviderError =>
  invalidRequest(
    `Expected file to have JSONL format, where every line is a JSON dictionary. Line ${number} is not a dictionary (HINT: line starts with: "${line.slice(0, 3)}...").`,
    null,
  );
