import type { ParquetMessage } from '@understudy/domain/training-center/export/parquet-row';
import { Int32, makeData, type Data } from 'apache-arrow';
import { ListPlaces, NumberColumn, TextColumn, type Column } from './columns.ts';
import {
  messagesType,
  messageType,
  toolCallFunctionType,
  toolCallsType,
  toolCallType,
} from './parquet-fields.ts';

type ToolCalls = NonNullable<ParquetMessage['tool_calls']>;

/** Lists of messages, a column for each of their fields. */
export class MessagesColumn implements Column {
  #lists = new ListPlaces();
  #messages = 0;
  #role = new TextColumn();
  #content = new TextColumn();
  #contentParts = new TextColumn();
  #context = new TextColumn();
  #name = new TextColumn();
  #weight = new NumberColumn(new Int32());
  #toolCalls = new ToolCallsColumn();
  #toolCallId = new TextColumn();
  #extra = new TextColumn();

  /** Bytes of the texts that people wrote. */
  get size(): number {
    return this.#content.size;
  }

  /** Begins a list: messages that are appended from now on are in it. */
  begin(index: number): void {
    this.#lists.append(index, this.#messages);
  }

  /** A message that is a role and a text, both in UTF-8; the text from one place up to another. */
  appendText(role: Buffer, bytes: Buffer, from: number, to: number): void {
    const message = this.#messages;
    this.#role.appendBytes(message, role, 0, role.length);
    this.#content.appendBytes(message, bytes, from, to);
    this.#messages += 1;
  }

  append(message: ParquetMessage): void {
    const index = this.#messages;
    const texts = [
      [this.#role, message.role],
      [this.#content, message.content],
      [this.#contentParts, message.content_parts],
      [this.#context, message.context],
      [this.#name, message.name],
      [this.#toolCallId, message.tool_call_id],
      [this.#extra, message.extra],
    ] as const;
    for (const [column, text] of texts) if (text !== null) column.append(index, text);
    if (message.weight !== null) this.#weight.append(index, message.weight);
    if (message.tool_calls !== null) this.#toolCalls.append(index, message.tool_calls);
    this.#messages += 1;
  }

  view(length: number): Data {
    const children = this.#fields.map((field) => field.view(this.#messages));
    const elements = makeData({ type: messageType, length: this.#messages, nullCount: 0, children });
    return this.#lists.view(messagesType, length, elements);
  }

  clear(): void {
    for (const field of this.#fields) field.clear();
    this.#lists.clear();
    this.#messages = 0;
  }

  /** In the order of the schema. */
  get #fields(): Column[] {
    return [
      this.#role,
      this.#content,
      this.#contentParts,
      this.#context,
      this.#name,
      this.#weight,
      this.#toolCalls,
      this.#toolCallId,
      this.#extra,
    ];
  }
}

/** Lists of calls of tools. */
class ToolCallsColumn implements Column {
  #lists = new ListPlaces();
  #calls = 0;
  #id = new TextColumn();
  #type = new TextColumn();
  #name = new TextColumn();
  #arguments = new TextColumn();

  append(index: number, calls: ToolCalls): void {
    this.#lists.append(index, this.#calls);
    for (const call of calls) {
      this.#id.append(this.#calls, call.id);
      this.#type.append(this.#calls, call.type);
      this.#name.append(this.#calls, call.function.name);
      this.#arguments.append(this.#calls, call.function.arguments);
      this.#calls += 1;
    }
  }

  view(length: number): Data {
    const [id, type, name, parameters] = this.#fields.map((field) => field.view(this.#calls));
    if (id === undefined || type === undefined || name === undefined || parameters === undefined)
      throw new RangeError('A call has four fields');
    const called = this.#structOf(toolCallFunctionType, [name, parameters]);
    return this.#lists.view(toolCallsType, length, this.#structOf(toolCallType, [id, type, called]));
  }

  clear(): void {
    for (const field of this.#fields) field.clear();
    this.#lists.clear();
    this.#calls = 0;
  }

  #structOf(type: typeof toolCallType, children: Data[]): Data {
    return makeData({ type, length: this.#calls, nullCount: 0, children });
  }

  get #fields(): Column[] {
    return [this.#id, this.#type, this.#name, this.#arguments];
  }
}
