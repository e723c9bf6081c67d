import type { Client } from '@temporalio/client';
import type { Sql } from 'postgres';
import type { AcceptedRequest, RefusedRequest } from '../load/load-kind.ts';
import type { PatientClient } from '../load/patient-client.ts';
import type { InjectedFault } from '../faults/fault.ts';
import type { RecordedCall } from '../observe/provider-call-recorder.ts';

/** What is left when everything has ended, for whoever checks it. */
export interface Aftermath {
  /** The database, as the owner of its tables: sees all users, and goes by no query of the product. */
  readonly owner: Sql;
  readonly temporal: Client;
  readonly storageFolder: string;
  readonly simulatorUrl: string;
  readonly accepted: readonly AcceptedRequest[];
  readonly refused: readonly RefusedRequest[];
  /** Answers 500 that clients were given. */
  readonly serverErrors: readonly string[];
  readonly clientOf: (user: string) => PatientClient;
  readonly calls: readonly RecordedCall[];
  readonly faults: readonly InjectedFault[];
}

/** What was looked at, and what was wrong with it. */
export interface Verdict {
  readonly checked: number;
  /** A line for each violation, with the IDs to look it up by. */
  readonly violations: readonly string[];
}

/** Something that holds whatever is killed, cut or full. */
export interface Invariant {
  /** Its key in the JSON report. */
  readonly name: string;
  /** What holds, in a line. */
  readonly title: string;
  readonly check: (aftermath: Aftermath) => Promise<Verdict>;
}
