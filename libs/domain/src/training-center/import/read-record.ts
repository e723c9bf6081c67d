import type { TrainingExample } from '../examples/training-example.ts';
import { FaultLog, quoted, type SourceOf } from './fault-log.ts';
import { contentTargets, suggestMapping, type FieldMapping, type MappingTarget } from './field-mapping.ts';
import { foreignLayoutOf } from './foreign-layout.ts';
import type { Reading } from './import-fault.ts';
import { readAlternatingTexts } from './read-alternating-texts.ts';
import { readConversationRecord, readPromptCompletion } from './read-conversation-record.ts';
import { readFieldsRecord } from './read-fields-record.ts';
import { readGeminiRecord } from './read-gemini-record.ts';
import { readGlaiveRecord } from './read-glaive-record.ts';
import { isPairOfTexts, readPreferenceRecord } from './read-preference-record.ts';
import { readTemplatedText } from './read-templated-text.ts';
import { shapeOf, type RecordShape } from './record-shape.ts';
import { isSingleMessage, singleMessageAdvice } from './single-message.ts';
import { isAbsent, isRecord, type ForeignRecord } from './take-text.ts';

/** Layouts that are remembered at most: a file with more different ones gains nothing by it. */
const MAX_REMEMBERED = 500;

/**
 * Reads the records of a data set, whatever their form: each is told by its own fields, so that a file may mix them. One
 * reader for each file: it remembers what the fields' names say.
 */
export class RecordReader {
  readonly #mapping: FieldMapping | undefined;
  readonly #remembered = new Map<string, FieldMapping>();

  /** @param mapping a person's own choice of what feeds what; by default it is told by names */
  constructor(mapping?: FieldMapping) {
    this.#mapping = mapping;
  }

  /**
   * The example of a record, or everything that is wrong with it.
   *
   * @param sourceOf how the file writes a value; without it a number is as JavaScript writes it
   */
  read(value: unknown, sourceOf?: SourceOf): Reading<TrainingExample> {
    const log = new FaultLog(sourceOf);
    if (!isRecord(value)) {
      log.fault(
        [],
        'not_an_object',
        'A record should be an object with fields, and is not.',
        'Put its parts into fields with names.',
      );
      return log.reading<TrainingExample>(null);
    }
    const example = this.#readRecord(log, value);
    const layout = example === null && this.#mapping === undefined ? foreignLayoutOf(value) : null;
    if (layout !== null) {
      const outer = new FaultLog();
      outer.fault([], 'unknown_format', layout.reason, layout.advice);
      return outer.reading<TrainingExample>(null);
    }
    if (isMarkedAsBad(value) && example?.kind === 'chat') noteBad(log, value);
    return log.reading(example);
  }

  #readRecord(log: FaultLog, record: ForeignRecord): TrainingExample | null {
    const named = this.#mappingByNames(record);
    const mapping = this.#mapping ?? named;
    // Whoever chose labels alone has not said that a conversation or a pair is none.
    if (!feedsTheSame(mapping, named, record)) return readFieldsRecord(log, record, mapping);
    const shape = shapeOf(record);
    if (shape === null) return unknownShape(log, record);
    const reader = readers[shape];
    if (reader !== undefined) return reader(log, record, mapping);
    if (shape === 'preference' && !isPairOfTexts(record)) return readPreferenceRecord(log, record, mapping);
    const hasLists = Array.isArray(record['prompt']) || Array.isArray(record['completion']);
    if (shape === 'prompt_completion' && hasLists) return readPromptCompletion(log, record, mapping);
    return readFieldsRecord(log, record, mapping);
  }

  #mappingByNames(record: ForeignRecord): FieldMapping {
    const fields = Object.keys(record);
    const key = fields.join('\n');
    const known = this.#remembered.get(key);
    if (known !== undefined) return known;
    const { mapping } = suggestMapping(fields);
    if (this.#remembered.size < MAX_REMEMBERED) this.#remembered.set(key, mapping);
    return mapping;
  }
}

/** Readers of the forms that have one of their own, whatever else their records hold. */
const readers: Partial<Record<RecordShape, typeof readConversationRecord>> = {
  chat: readConversationRecord,
  sharegpt: readConversationRecord,
  gemini: readGeminiRecord,
  glaive: readGlaiveRecord,
  alternating: readAlternatingTexts,
  templated: readTemplatedText,
};

function noteBad(log: FaultLog, record: ForeignRecord): void {
  log.fault(
    ['kto_tag' in record ? 'kto_tag' : 'label'],
    'marked_as_bad',
    'The answer is marked as one that is not wanted, and a model would learn it as a good one.',
    'Import such answers as pairs of a chosen and a rejected answer.',
  );
}

/** KTO's label of a single answer: false for one that is not wanted. A number is one only where nothing else can be labelled. */
function isMarkedAsBad({ kto_tag: tag, label, prompt, completion }: ForeignRecord): boolean {
  const isNumberedAnswer = prompt !== undefined && completion !== undefined;
  return isFalse(tag, true) || isFalse(label, isNumberedAnswer);
}

function isFalse(value: unknown, byNumber: boolean): boolean {
  if (value === false || (byNumber && (value === 0 || value === '0'))) return true;
  return typeof value === 'string' && value.trim().toLowerCase() === 'false';
}

/** Whether two mappings make the same content of a record; they may differ in labels. */
function feedsTheSame(one: FieldMapping, other: FieldMapping, record: ForeignRecord): boolean {
  if (one === other) return true;
  const fieldOf = (mapping: FieldMapping, target: MappingTarget) => {
    const field = mapping[target];
    return field !== undefined && field in record ? field : undefined;
  };
  return contentTargets.every((target) => fieldOf(one, target) === fieldOf(other, target));
}

function unknownShape(log: FaultLog, record: ForeignRecord): null {
  if (isSingleMessage(Object.keys(record))) {
    const reason = 'It is a single message of a conversation, and not a conversation.';
    return log.fault([], 'unknown_format', reason, singleMessageAdvice);
  }
  const fields = Object.keys(record).filter((field) => !isAbsent(record[field]));
  if (fields.length === 1 && typeof record[fields[0] ?? ''] === 'string') {
    return log.fault(
      [],
      'unknown_format',
      `It has one text, ${quoted(fields)}, and no sign of where a question ends and its answer begins.`,
      'Write question and answer into fields of their own, or mark them by a chat template such as ChatML.',
    );
  }
  const found =
    fields.length === 0 ? 'It has no fields' : `It has the fields ${fields.slice(0, 8).join(', ')}`;
  return log.fault(
    [],
    'unknown_format',
    `${found}, of which none is known for a question and an answer.`,
    'Choose which field feeds which, or name them instruction and response.',
  );
}
