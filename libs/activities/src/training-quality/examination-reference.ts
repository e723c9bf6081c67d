import type { Database } from '@understudy/db/database';
import type { ExamineExamplesInput } from '@understudy/domain/training-center/contracts/examine-examples-contract';

/** What the activities of examinations need from outside. */
export type ExaminationDependencies = { database: Database };

/** What every activity of an examination is handed: IDs only. */
export type ExaminationReference = ExamineExamplesInput;
