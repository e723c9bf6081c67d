import type { Turn } from '../examples/turn.ts';
import type { TrainingExample } from '../examples/training-example.ts';
import type { FaultLog } from './fault-log.ts';
import { contentTargets, isChosenAnswer, type FieldMapping } from './field-mapping.ts';
import { readLabels } from './read-labels.ts';
import { identicalPair } from './read-preference-record.ts';
import { readPrompt, readText } from './read-prompt.ts';
import { readTools } from './read-tools.ts';
import { readConversation, withSystem } from './read-turns.ts';
import { isAbsent, takeExtra, type ForeignRecord } from './take-text.ts';

/**
 * A record whose parts are in fields of their own: Alpaca, prompt and completion, preference pairs of texts, tables, and
 * anything else by a mapping.
 */
export function readFieldsRecord(
  log: FaultLog,
  record: ForeignRecord,
  mapping: FieldMapping,
): TrainingExample | null {
  const content = readContent(log, record, mapping);
  const tools =
    mapping.tools === undefined ? undefined : readTools(log, record[mapping.tools], [mapping.tools]);
  const { labels, fields } = readLabels(log, record, mapping);
  const read = contentTargets.flatMap((target) => mapping[target] ?? []);
  const extra = takeExtra(record, new Set([...read, ...fields]));
  if (content === null) return null;
  return {
    ...content,
    ...(tools === undefined ? {} : { tools }),
    ...(labels === undefined ? {} : { labels }),
    ...(extra === undefined ? {} : { extra }),
  };
}

function readContent(log: FaultLog, record: ForeignRecord, mapping: FieldMapping): TrainingExample | null {
  const { messages, system } = mapping;
  const systemText = system === undefined ? undefined : record[system];
  if (messages !== undefined && !isAbsent(record[messages])) {
    const turns = readConversation(log, record[messages], [messages], systemText);
    return turns === null ? null : { kind: 'chat', messages: turns };
  }
  const asked = readPrompt(log, record, mapping);
  const response = readAnswer(log, record, mapping.response);
  const rejectedField = mapping.rejected_response;
  const isPair = rejectedField !== undefined && belongsToPair(record, rejectedField, mapping.response);
  const rejected = isPair ? readAnswer(log, record, rejectedField) : null;
  if (asked === null || response === null || (isPair && rejected === null)) return null;
  const prompt = withSystem(log, systemText, [system ?? 'system'], asked);
  if (rejected === null) return { kind: 'chat', messages: [...prompt, response] };
  if (response.content === rejected.content) return identicalPair(log, [rejectedField ?? 'rejected']);
  return { kind: 'preference', messages: prompt, chosen: [response], rejected: [rejected] };
}

/** A rejected answer that is blank is none, unless the other one is called the chosen one: that needs two. */
function belongsToPair(record: ForeignRecord, rejected: string, response: string | undefined): boolean {
  if (!isAbsent(record[rejected])) return true;
  return (
    rejected in record && response !== undefined && isChosenAnswer(response) && !isAbsent(record[response])
  );
}

function readAnswer(log: FaultLog, record: ForeignRecord, field: string | undefined): Turn | null {
  if (field === undefined) return log.missing(['response']);
  const content = readText(log, record, field, 'empty_text');
  return content === null ? null : { role: 'assistant', content };
}
