import { z } from 'zod';
import { invalidRequest } from '../http/provider-error.ts';
import { messageText } from './chat-request.ts';
import type { ChatRequest } from './chat-request.ts';

/**
 * Checks what the service checks about an answer format beyond its types: the word "json" for `json_object`, and
 * for strict schemas that objects are closed and all their properties required.
 *
 * @throws {ProviderError} 400 `invalid_request_error`.
 */
export function checkResponseFormat(request: ChatRequest): void {
  const format = request.response_format;
  if (
    format?.type === 'json_object' &&
    !request.messages.some((message) => /json/iu.test(messageText(message)))
  ) {
    throw invalidRequest(
      "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.",
      'messages',
    );
  }
  if (format?.type !== 'json_schema') return;
  const { name, schema, strict } = format.json_schema;
  if (schema === undefined) {
    throw invalidRequest(
      "Missing required parameter: 'response_format.json_schema.schema'.",
      'response_format.json_schema.schema',
      'missing_required_parameter',
    );
  }
  if (strict === true) checkStrict(schema, name, []);
}

const nodeSchema = z.looseObject({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).optional(),
  additionalProperties: z.unknown().optional(),
  items: z.unknown().optional(),
  anyOf: z.array(z.unknown()).optional(),
  $defs: z.record(z.string(), z.unknown()).optional(),
});

function checkStrict(schema: unknown, name: string, path: readonly string[]): void {
  const parsed = nodeSchema.safeParse(schema);
  if (!parsed.success) return;
  const node = parsed.data;
  const reject = (reason: string) => {
    const context = path.map((step) => `'${step}'`).join(', ');
    throw invalidRequest(
      `Invalid schema for response_format '${name}': In context=(${context}), ${reason}`,
      'response_format',
    );
  };
  if (path.length === 0 && node.type !== 'object') {
    throw invalidRequest(
      `Invalid schema for response_format '${name}': schema must be a JSON Schema of 'type: "object"', got 'type: "${String(node.type)}"'.`,
      'response_format',
    );
  }
  if (node.properties !== undefined || node.type === 'object') {
    const properties = Object.keys(node.properties ?? {});
    if (node.additionalProperties !== false)
      reject("'additionalProperties' is required to be supplied and to be false.");
    const missing = properties.find((property) => !(node.required ?? []).includes(property));
    if (missing !== undefined) {
      reject(
        `'required' is required to be supplied and to be an array including every key in properties. Missing '${missing}'.`,
      );
    }
  }
  for (const [key, child] of children(node)) checkStrict(child, name, [...path, ...key]);
}

function children(node: z.infer<typeof nodeSchema>): [string[], unknown][] {
  return [
    ...Object.entries(node.properties ?? {}).map(([key, child]): [string[], unknown] => [
      ['properties', key],
      child,
    ]),
    ...Object.entries(node.$defs ?? {}).map(([key, child]): [string[], unknown] => [['$defs', key], child]),
    ...(node.anyOf ?? []).map((child, index): [string[], unknown] => [['anyOf', String(index)], child]),
    ...(node.items === undefined ? [] : [[['items'], node.items] satisfies [string[], unknown]]),
  ];
}
