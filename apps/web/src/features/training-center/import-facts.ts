import type {
  ImportCounts,
  ImportStatus,
} from '@understudy/domain/training-center/contracts/import-examples';
import type { ImportNoticeCode } from '@understudy/domain/training-center/import/import-fault';

/** What the states of an import are called, and their colours. */
export const importStatusLooks: Record<ImportStatus, { title: string; color: string }> = {
  receiving: { title: 'Receiving', color: 'blue' },
  previewing: { title: 'Reading', color: 'blue' },
  awaiting_confirmation: { title: 'Waits for you', color: 'orange' },
  importing: { title: 'Importing', color: 'blue' },
  completed: { title: 'Imported', color: 'teal' },
  completed_with_errors: { title: 'Imported in part', color: 'orange' },
  failed: { title: 'Failed', color: 'red' },
  cancelled: { title: 'Cancelled', color: 'gray' },
};

/** Whether something happens to an import without anybody's decision. */
export function isUnderWay(status: ImportStatus): boolean {
  return status === 'receiving' || status === 'previewing' || status === 'importing';
}

const noticeTitles: Record<ImportNoticeCode, string> = {
  text_repaired: 'texts were repaired, such as characters that cannot be stored',
  unreadable_characters: 'texts have characters that were lost before',
  number_rounded: 'numbers were rounded',
  weight_ignored: 'weights were ignored',
  formula_guard_removed: 'texts lost the apostrophe that our CSV files put before what could be a formula',
};

/** What is worth knowing about records that were taken: how many, and what of them. */
export function noticesInWords(notices: ImportCounts['notices']): string[] {
  return Object.entries(noticeTitles).flatMap(([code, title]) => {
    const count = Object.entries(notices).find(([known]) => known === code)?.[1];
    return count === undefined ? [] : [`${count.toLocaleString('en')} ${title}`];
  });
}
