import { Tooltip } from '@mantine/core';
import {
  findingFacts,
  severities,
  type FindingCode,
} from '@understudy/domain/training-center/quality/finding';
import list from './finding-list.module.css';
import { severityLooks } from './finding-list.tsx';

/** What was found about an example, as small signs that say more when they are pointed at. */
export function FindingMarks({ codes }: { codes: readonly FindingCode[] }) {
  return worstFirst(codes).map((code) => {
    const { severity, title } = findingFacts[code];
    const { icon: Icon } = severityLooks[severity];
    return (
      <Tooltip key={code} label={title}>
        <span data-severity={severity} role="img" aria-label={title}>
          <Icon size={15} className={list.icon} />
        </span>
      </Tooltip>
    );
  });
}

function worstFirst(codes: readonly FindingCode[]): FindingCode[] {
  const rank = (code: FindingCode) => severities.indexOf(findingFacts[code].severity);
  return codes.toSorted((one, other) => rank(one) - rank(other));
}
