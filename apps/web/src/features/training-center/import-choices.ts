import type { ConfirmImportRequest } from '@understudy/domain/training-center/contracts/import-examples';

/** What is chosen before an import is confirmed, the mapping aside. */
export type ImportChoices = {
  [Name in 'mode' | 'duplicates' | 'near_duplicates']: NonNullable<ConfirmImportRequest[Name]>;
};

/** As the API has it where nothing is chosen. */
export const choicesAtFirst: ImportChoices = {
  mode: 'partial',
  duplicates: 'skip',
  near_duplicates: 'keep',
};
