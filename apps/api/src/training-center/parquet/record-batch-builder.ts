import type { ColumnPlaces } from '@understudy/db/bulk/copied-rows';
import { toTrainingExample } from '@understudy/db/training-examples/example-row';
import { beginningOf, endOf, type ExportColumn } from '@understudy/db/training-examples/export-column-places';
import { readExportRow } from '@understudy/db/training-examples/export-row';
import { parquetRow, type ParquetMessage } from '@understudy/domain/training-center/export/parquet-row';
import type { TrainingExample } from '@understudy/domain/training-center/examples/training-example';
import { Float64, makeData, RecordBatch } from 'apache-arrow';
import { BooleanColumn, NumberColumn, TextColumn, type Column } from './columns.ts';
import { MessagesColumn } from './message-columns.ts';
import { parquetSchema, rowType } from './parquet-fields.ts';

const [user, assistant] = [Buffer.from('user'), Buffer.from('assistant')];

/** Examples that are gathered, as columns, until they are written together. */
export class RecordBatchBuilder {
  #rows = 0;
  #messages = new MessagesColumn();
  #prompt = new MessagesColumn();
  #chosen = new MessagesColumn();
  #rejected = new MessagesColumn();
  #tools = new TextColumn();
  #parallelToolCalls = new BooleanColumn();
  #patternType = new TextColumn();
  #genre = new TextColumn();
  #qualityScore = new NumberColumn(new Float64());
  #source = new TextColumn();
  #extra = new TextColumn();

  get rows(): number {
    return this.#rows;
  }

  /** Bytes of the texts. */
  get size(): number {
    return [this.#messages, this.#prompt, this.#chosen, this.#rejected].reduce(
      (sum, { size }) => sum + size,
      0,
    );
  }

  /** An example as the database sends it (`loadExportColumns`): as columns of text, or whole as JSON. */
  appendCopied(bytes: Buffer, places: ColumnPlaces): void {
    if (isNull(places, 'row')) {
      this.#appendTexts(bytes, places);
    } else {
      const row = readExportRow(bytes, beginningOf(places, 'row'), endOf(places, 'row'));
      this.#appendWhole(toTrainingExample(row));
    }
  }

  /** Any example. */
  #appendWhole(example: TrainingExample): void {
    const row = parquetRow(example);
    const index = this.#rows;
    appendMessages(this.#messages, index, row.messages);
    appendMessages(this.#prompt, index, row.prompt);
    appendMessages(this.#chosen, index, row.chosen);
    appendMessages(this.#rejected, index, row.rejected);
    const texts = [
      [this.#tools, row.tools],
      [this.#patternType, row.pattern_type],
      [this.#genre, row.genre],
      [this.#source, row.source],
      [this.#extra, row.extra],
    ] as const;
    for (const [column, text] of texts) if (text !== null) column.append(index, text);
    if (row.parallel_tool_calls !== null) this.#parallelToolCalls.append(index, row.parallel_tool_calls);
    if (row.quality_score !== null) this.#qualityScore.append(index, row.quality_score);
    this.#rows += 1;
  }

  /** The rows as Arrow has them, which are valid until the next change. */
  view(): RecordBatch {
    const length = this.#rows;
    const children = this.#columns.map((column) => column.view(length));
    return new RecordBatch(parquetSchema, makeData({ type: rowType, length, nullCount: 0, children }));
  }

  clear(): void {
    for (const column of this.#columns) column.clear();
    this.#rows = 0;
  }

  /** What `#appendWhole` does with an example of texts alone, without an object or a string of it. */
  #appendTexts(bytes: Buffer, places: ColumnPlaces): void {
    const index = this.#rows;
    if (isNull(places, 'rejected_response')) {
      this.#messages.begin(index);
      appendTurn(this.#messages, user, 'question', bytes, places);
      appendTurn(this.#messages, assistant, 'response', bytes, places);
    } else {
      this.#prompt.begin(index);
      appendTurn(this.#prompt, user, 'question', bytes, places);
      this.#chosen.begin(index);
      appendTurn(this.#chosen, assistant, 'response', bytes, places);
      this.#rejected.begin(index);
      appendTurn(this.#rejected, assistant, 'rejected_response', bytes, places);
    }
    appendLabel(this.#patternType, index, 'pattern_type', bytes, places);
    appendLabel(this.#genre, index, 'genre', bytes, places);
    appendLabel(this.#source, index, 'source', bytes, places);
    this.#qualityScore.append(index, bytes.readDoubleBE(beginningOf(places, 'quality_score')));
    this.#rows += 1;
  }

  /** In the order of the schema. */
  get #columns(): Column[] {
    return [
      this.#messages,
      this.#prompt,
      this.#chosen,
      this.#rejected,
      this.#tools,
      this.#parallelToolCalls,
      this.#patternType,
      this.#genre,
      this.#qualityScore,
      this.#source,
      this.#extra,
    ];
  }
}

function appendMessages(
  column: MessagesColumn,
  index: number,
  messages: readonly ParquetMessage[] | null,
): void {
  if (messages === null) return;
  column.begin(index);
  for (const message of messages) column.append(message);
}

function appendTurn(
  column: MessagesColumn,
  role: Buffer,
  name: ExportColumn,
  bytes: Buffer,
  places: ColumnPlaces,
): void {
  column.appendText(role, bytes, beginningOf(places, name), endOf(places, name));
}

function appendLabel(
  column: TextColumn,
  index: number,
  name: ExportColumn,
  bytes: Buffer,
  places: ColumnPlaces,
): void {
  if (!isNull(places, name)) column.appendBytes(index, bytes, beginningOf(places, name), endOf(places, name));
}

function isNull(places: ColumnPlaces, name: ExportColumn): boolean {
  return endOf(places, name) < beginningOf(places, name);
}
