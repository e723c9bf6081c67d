import type { FindingCode } from '@understudy/domain/training-center/quality/finding';
import { withFilter, withoutFilter } from './table-view.ts';

/** Where the table shows the examples with a finding, in the same scope. */
export function addressOfFinding(search: URLSearchParams, finding: FindingCode): string {
  const next = withFilter(withoutFilter(search), { finding });
  next.delete('tab');
  return `?${next.toString()}`;
}
