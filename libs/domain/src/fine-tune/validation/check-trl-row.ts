import type { FineTuneMethod } from '../fine-tune-provider.ts';
import { isRecord, type JsonRecord } from './check-message.ts';
import type { RowFault } from './file-finding.ts';

const roles = new Set(['system', 'user', 'assistant', 'tool']);

/**
 * What TRL would stumble over in a conversational row: `prompt` and `completion`, or `prompt`, `chosen` and `rejected`,
 * each a list of messages with a role and a text. A list that is empty ends in the middle of a training.
 */
export function checkTrlRow(row: JsonRecord, method: FineTuneMethod): RowFault[] {
  const answers = method === 'supervised' ? ['completion'] : ['chosen', 'rejected'];
  const faults = [
    ...checkList(row['prompt'], 'prompt', 'missing_prompt'),
    ...answers.flatMap((field) => checkList(row[field], field, 'missing_completion')),
    ...answers.flatMap((field) => checkSpeaker(row[field], field)),
  ];
  if (method === 'dpo' && JSON.stringify(row['chosen']) === JSON.stringify(row['rejected']))
    faults.push({ code: 'equal_preference_outputs', field: null, reason: 'Both answers are the same.' });
  return faults;
}

function checkList(
  messages: unknown,
  field: string,
  missing: 'missing_prompt' | 'missing_completion',
): RowFault[] {
  if (!Array.isArray(messages) || messages.length === 0)
    return [{ code: missing, field, reason: `There is no list "${field}" with messages.` }];
  return messages.flatMap((message: unknown, index) => {
    const at = `${field}.${String(index)}`;
    if (!isRecord(message)) return [{ code: 'data_type', field: at, reason: 'A message is not an object.' }];
    const { role, content } = message;
    const faults: RowFault[] = [];
    if (typeof role !== 'string' || !roles.has(role))
      faults.push({
        code: 'unrecognized_role',
        field: `${at}.role`,
        reason: `The role is ${JSON.stringify(role)}.`,
      });
    if (typeof content !== 'string')
      faults.push({ code: 'message_missing_key', field: `${at}.content`, reason: 'A message has no text.' });
    else if (content.trim() === '' && message['tool_calls'] === undefined && role !== 'tool')
      faults.push({ code: 'missing_content', field: `${at}.content`, reason: 'A message is empty.' });
    return faults;
  });
}

function checkSpeaker(messages: unknown, field: string): RowFault[] {
  if (!Array.isArray(messages) || messages.length === 0) return [];
  const last: unknown = messages.at(-1);
  if (isRecord(last) && last['role'] === 'assistant') return [];
  const reason = 'The assistant has not the last word.';
  return [{ code: 'last_message_not_assistant', field, reason }];
}
