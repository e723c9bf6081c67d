import { checkMessage, isRecord, type JsonRecord } from './check-message.ts';
import type { RowFault } from './file-finding.ts';
import type { RowRules } from './row-rules.ts';

/** What is wrong with a list of messages, whatever it is for: each message, the order of roles, and answers to calls. */
export function checkMessages(
  messages: readonly unknown[],
  field: string,
  tools: unknown,
  rules: RowRules,
): RowFault[] {
  const faults = messages.flatMap((message, index) =>
    checkMessage(message, `${field}.${String(index)}`, rules),
  );
  // What is said about the order would be a consequence of these.
  if (faults.some(({ code }) => code === 'data_type' || code === 'unrecognized_role')) return faults;
  const turns = messages.filter(isRecord);
  return [
    ...faults,
    ...(rules.systemFirst ? checkSystem(turns, field) : []),
    ...(rules.alternates ? checkTurnOrder(turns, field) : []),
    ...checkAnsweredCalls(turns, field),
    ...checkCalledTools(turns, field, tools),
  ];
}

/** What is wrong with a conversation to learn from: what `checkMessages` finds, and whether there is an answer to learn. */
export function checkTaughtConversation(
  messages: readonly unknown[],
  field: string,
  tools: unknown,
  rules: RowRules,
): RowFault[] {
  const answers = messages.filter((message) => isRecord(message) && message['role'] === 'assistant');
  const faults = checkMessages(messages, field, tools, rules);
  if (answers.length === 0)
    return [
      ...faults,
      { code: 'example_missing_assistant_message', field, reason: 'There is no message of the assistant.' },
    ];
  const last = messages.at(-1);
  if (!isRecord(last) || last['role'] !== 'assistant') {
    const at = `${field}.${String(messages.length - 1)}`;
    faults.push({
      code: 'last_message_not_assistant',
      field: at,
      reason: 'The assistant has not the last word.',
    });
  }
  if (answers.every((message) => isRecord(message) && message['weight'] === 0))
    faults.push({
      code: 'nothing_to_learn',
      field,
      reason: 'All messages of the assistant have the weight 0.',
    });
  return faults;
}

const isSystem = (turn: JsonRecord): boolean => turn['role'] === 'system' || turn['role'] === 'developer';

function checkSystem(turns: readonly JsonRecord[], field: string): RowFault[] {
  return turns.flatMap((turn, index) =>
    isSystem(turn) && index > 0
      ? [
          {
            code: 'misplaced_system_message',
            field: `${field}.${String(index)}`,
            reason: 'A system message comes after the first message.',
          } as const,
        ]
      : [],
  );
}

/** Messages of tools and the calls that they answer belong to the assistant's turn. */
function checkTurnOrder(turns: readonly JsonRecord[], field: string): RowFault[] {
  const speakers = turns.flatMap((turn, index) => {
    const isPartOfAnswer = turn['role'] === 'tool' || turn['tool_calls'] !== undefined;
    return isSystem(turn) || isPartOfAnswer ? [] : [{ role: turn['role'], index }];
  });
  const wrong = speakers.find(({ role }, place) => role !== (place % 2 === 0 ? 'user' : 'assistant'));
  if (wrong === undefined) return [];
  const reason = 'User and assistant do not speak in turn.';
  return [{ code: 'turn_order', field: `${field}.${String(wrong.index)}`, reason }];
}

function checkAnsweredCalls(turns: readonly JsonRecord[], field: string): RowFault[] {
  const faults: RowFault[] = [];
  let open = new Set<unknown>();
  turns.forEach((turn, index) => {
    const at = `${field}.${String(index)}`;
    if (turn['role'] === 'tool') {
      const isExpected = open.delete(turn['tool_call_id']);
      if (!isExpected && typeof turn['tool_call_id'] === 'string')
        faults.push({
          code: 'stray_tool_message',
          field: at,
          reason: 'A message answers a call that is not open.',
        });
      return;
    }
    if (open.size > 0) {
      const reason = 'The conversation goes on before a tool call is answered.';
      faults.push({ code: 'unanswered_tool_call', field: at, reason });
    }
    const calls = Array.isArray(turn['tool_calls']) ? turn['tool_calls'].filter(isRecord) : [];
    open = new Set(calls.map(({ id }) => id));
  });
  return faults;
}

function checkCalledTools(turns: readonly JsonRecord[], field: string, tools: unknown): RowFault[] {
  const defined = new Set(definedNames(tools));
  return turns.flatMap((turn, index) => {
    const calls = Array.isArray(turn['tool_calls']) ? turn['tool_calls'].filter(isRecord) : [];
    const names = calls.map(({ function: called }) => (isRecord(called) ? called['name'] : undefined));
    const unknown = names.filter((name) => typeof name === 'string' && !defined.has(name));
    return unknown.map((name): RowFault => ({
      code: 'unknown_tool',
      field: `${field}.${String(index)}.tool_calls`,
      reason: `The tool "${String(name)}" is called and not defined.`,
    }));
  });
}

function definedNames(tools: unknown): unknown[] {
  if (!Array.isArray(tools)) return [];
  return tools
    .filter(isRecord)
    .map((tool) => (isRecord(tool['function']) ? tool['function']['name'] : undefined));
}

/** What is wrong with definitions of tools. */
export function checkTools(tools: unknown, field: string): RowFault[] {
  if (tools === undefined) return [];
  if (!Array.isArray(tools)) return [{ code: 'invalid_tools', field, reason: '`tools` is not a list.' }];
  return tools.flatMap((tool: unknown, index) => {
    const definition = isRecord(tool) ? tool['function'] : undefined;
    const isNamed =
      isRecord(definition) && typeof definition['name'] === 'string' && definition['name'] !== '';
    const parameters = isRecord(definition) ? definition['parameters'] : undefined;
    const isWhole = isNamed && (parameters === undefined || isRecord(parameters));
    if (isRecord(tool) && tool['type'] === 'function' && isWhole) return [];
    const reason = 'A tool is not a function with a name and a schema of its parameters.';
    return [{ code: 'invalid_tools', field: `${field}.${String(index)}`, reason } as const];
  });
}
