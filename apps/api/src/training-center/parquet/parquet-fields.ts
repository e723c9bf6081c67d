import { Bool, Field, Float64, Int32, List, Schema, Struct, Utf8, type DataType } from 'apache-arrow';

const required = (name: string, type: DataType): Field => new Field(name, type, false);
const optional = (name: string, type: DataType): Field => new Field(name, type, true);

/** The Parquet format prescribes the name of what is in a list. */
const listOf = (type: DataType): List => new List(required('element', type));

const text = new Utf8();

/** A call as OpenAI writes it. */
export const toolCallFunctionType = new Struct([required('name', text), required('arguments', text)]);
export const toolCallType = new Struct([
  required('id', text),
  required('type', text),
  required('function', toolCallFunctionType),
]);
export const toolCallsType = listOf(toolCallType);

/** The fields of `ParquetMessage`, in its order. */
export const messageType = new Struct([
  required('role', text),
  required('content', text),
  optional('content_parts', text),
  optional('context', text),
  optional('name', text),
  optional('weight', new Int32()),
  optional('tool_calls', toolCallsType),
  optional('tool_call_id', text),
  optional('extra', text),
]);
export const messagesType = listOf(messageType);

/** The fields of `ParquetRow`, in its order. */
export const rowType = new Struct([
  optional('messages', messagesType),
  optional('prompt', messagesType),
  optional('chosen', messagesType),
  optional('rejected', messagesType),
  optional('tools', text),
  optional('parallel_tool_calls', new Bool()),
  optional('pattern_type', text),
  optional('genre', text),
  optional('quality_score', new Float64()),
  optional('source', text),
  optional('extra', text),
]);

/** The schema of the file. */
export const parquetSchema = new Schema(rowType.children);
