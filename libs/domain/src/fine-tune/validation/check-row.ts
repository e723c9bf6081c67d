import type { FineTuneMethod, FineTuneProvider } from '../fine-tune-provider.ts';
import { checkMessages, checkTaughtConversation, checkTools } from './check-conversation.ts';
import { isRecord, type JsonRecord } from './check-message.ts';
import { checkTrlRow } from './check-trl-row.ts';
import type { RowFault } from './file-finding.ts';
import { formatKeys, isOpenAiForm, rowRules, type RowRules } from './row-rules.ts';

/**
 * What a provider would refuse in one row of a training file. Content refused by its safety check is not among it: that
 * is known after the upload only.
 */
export function checkRow(row: unknown, provider: FineTuneProvider, method: FineTuneMethod): RowFault[] {
  if (!isRecord(row)) return [{ code: 'data_type', field: null, reason: 'The line is not a JSON object.' }];
  if (!isOpenAiForm(provider)) return checkTrlRow(row, method);
  const rules = rowRules[provider];
  return method === 'supervised' ? checkChatRow(row, rules) : checkPreferenceRow(row, rules);
}

function checkChatRow(row: JsonRecord, rules: RowRules): RowFault[] {
  const { messages, tools } = row;
  const faults = [...checkRowKeys(row, rules.chatKeys, '', rules), ...checkTools(tools, 'tools')];
  if (!Array.isArray(messages) || messages.length === 0)
    return [
      ...faults,
      { code: 'missing_messages_list', field: 'messages', reason: 'There is no list of messages.' },
    ];
  return [...faults, ...checkTaughtConversation(messages, 'messages', tools, rules)];
}

function checkPreferenceRow(row: JsonRecord, rules: RowRules): RowFault[] {
  const { input, preferred_output: preferred, non_preferred_output: other } = row;
  const faults = checkRowKeys(row, new Set(formatKeys.preference), '', rules);
  if (!isRecord(input) || !Array.isArray(input['messages']) || input['messages'].length === 0)
    faults.push({ code: 'missing_preference_input', field: 'input', reason: 'There is no prompt.' });
  else faults.push(...checkInput(input, input['messages'], rules));
  const tools = isRecord(input) ? input['tools'] : undefined;
  faults.push(...checkOutput(preferred, 'preferred_output', tools, rules));
  faults.push(...checkOutput(other, 'non_preferred_output', tools, rules));
  if (Array.isArray(preferred) && JSON.stringify(preferred) === JSON.stringify(other))
    faults.push({ code: 'equal_preference_outputs', field: null, reason: 'Both answers are the same.' });
  return faults;
}

function checkInput(input: JsonRecord, messages: readonly unknown[], rules: RowRules): RowFault[] {
  const last = messages.at(-1);
  const endsWithAnswer = isRecord(last) && last['role'] === 'assistant';
  return [
    ...checkRowKeys(input, rules.inputKeys, 'input.', rules),
    ...checkTools(input['tools'], 'input.tools'),
    ...checkMessages(messages, 'input.messages', input['tools'], rules),
    ...(endsWithAnswer
      ? [
          {
            code: 'preference_input_ends_with_assistant',
            field: `input.messages.${String(messages.length - 1)}`,
            reason: 'The prompt ends with a message of the assistant.',
          } as const,
        ]
      : []),
  ];
}

function checkOutput(output: unknown, field: string, tools: unknown, rules: RowRules): RowFault[] {
  const [answer, ...others] = Array.isArray(output) ? (output as readonly unknown[]) : [];
  if (!isRecord(answer) || others.length > 0 || answer['role'] !== 'assistant') {
    const reason = 'An answer of a pair is not one message of the assistant.';
    return [{ code: 'invalid_preference_output', field, reason }];
  }
  // An answer alone does not alternate with anything.
  return checkMessages([answer], field, tools, { ...rules, alternates: false });
}

function checkRowKeys(
  row: JsonRecord,
  known: ReadonlySet<string>,
  prefix: string,
  { refusesTwoFormats }: RowRules,
): RowFault[] {
  const unknown = Object.keys(row).filter((key) => !known.has(key));
  const otherFormats = Object.values(formatKeys).filter((keys) => keys.every((key) => key in row));
  if (refusesTwoFormats && prefix === '' && otherFormats.length > 1)
    return [{ code: 'ambiguous_format', field: null, reason: 'The row fits two formats.' }];
  return unknown.map((key) => ({
    code: 'row_unrecognized_key',
    field: `${prefix}${key}`,
    reason: `The row has the unknown field "${prefix}${key}".`,
  }));
}
