import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { arbitraryExample } from '../testing/arbitrary-example.ts';
import { chatRecord, preferenceRecord } from './format-record.ts';

const call = z.strictObject({
  id: z.string().min(1),
  type: z.literal('function'),
  function: z.strictObject({ name: z.string(), arguments: z.string() }),
});

/** OpenAI's published checks: missing and unrecognised keys, roles, content or tool calls, an assistant message. */
const message = z
  .strictObject({
    role: z.enum(['system', 'user', 'assistant', 'tool']),
    content: z.union([z.string(), z.array(z.looseObject({ type: z.string() })).min(1)]),
    name: z.string().optional(),
    weight: z.union([z.literal(0), z.literal(1)]).optional(),
    tool_calls: z.array(call).min(1).optional(),
    tool_call_id: z.string().optional(),
  })
  .refine(
    ({ role, content, tool_calls: calls }) => role === 'tool' || content.length > 0 || calls !== undefined,
  )
  .refine(({ role, weight }) => weight === undefined || role === 'assistant');

const settings = {
  tools: z.array(z.unknown()).min(1).optional(),
  parallel_tool_calls: z.boolean().optional(),
};
const hasAssistant = (messages: { role: string }[]) => messages.some(({ role }) => role === 'assistant');

const chat = z.strictObject({ messages: z.array(message).refine(hasAssistant), ...settings });
const preference = z.strictObject({
  input: z.strictObject({ messages: z.array(message).min(1), ...settings }),
  preferred_output: z.array(message).refine(hasAssistant),
  non_preferred_output: z.array(message).refine(hasAssistant),
});

describe('records for OpenAI', () => {
  it('pass its published checks, whatever the example', () => {
    fc.assert(
      fc.property(arbitraryExample, (example) => {
        expect(chat.safeParse(JSON.parse(JSON.stringify(chatRecord(example)))).error).toBeUndefined();
        const pair = preferenceRecord(example);
        if (pair !== null)
          expect(preference.safeParse(JSON.parse(JSON.stringify(pair))).error).toBeUndefined();
      }),
    );
  });
});
