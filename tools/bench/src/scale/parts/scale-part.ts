import type { TestStack } from '@understudy/stack/test-stack';
import type { Sql } from 'postgres';
import type { Printer } from '../../report/printer.ts';
import type { Starter } from '../start-requests.ts';

/** What a part measures with. Before each part and after it the stack's worker runs, and no run is open. */
export interface ScaleTools {
  readonly stack: TestStack;
  /** The database as the owner of its tables, who sees the rows of everybody. */
  readonly owner: Sql;
  readonly starters: readonly Starter[];
  readonly print: Printer;
}

/** A question that is measured by itself; `--only` chooses by name. */
export interface ScalePart {
  readonly name: string;
  readonly measure: (tools: ScaleTools) => Promise<void>;
}
