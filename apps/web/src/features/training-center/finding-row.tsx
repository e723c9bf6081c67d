import { Anchor, Text } from '@mantine/core';
import type { FindingCode } from '@understudy/domain/training-center/quality/finding';
import type { FindingSummary } from '@understudy/domain/training-center/quality/quality-report';
import { Link, useSearchParams } from 'react-router';
import { countOf, formatNumber } from '../../app/format.ts';
import fileRow from '../training-sessions/file-row.module.css';
import { BulkFixButton } from './bulk-fix-button.tsx';
import { addressOfFinding } from './finding-address.ts';
import list from './finding-list.module.css';
import { severityLooks } from './finding-list.tsx';
import { languageName } from './language-name.ts';

type FindingRowProps = { avatarId: string | null; finding: FindingSummary };

/** All examples with one finding: how many, where they are, and what can be done with all of them. */
export function FindingRow({ avatarId, finding }: FindingRowProps) {
  const [search] = useSearchParams();
  const { code, severity, title, advice, count, details } = finding;
  const { icon: Icon, title: severityTitle } = severityLooks[severity];
  const known = Object.entries(details).sort(([, one], [, other]) => other - one);
  return (
    <li className={fileRow.row}>
      <span data-severity={severity}>
        <Icon size={20} className={list.icon} aria-label={severityTitle} />
      </span>
      <div className={fileRow.body}>
        <Text size="sm" fw={600}>
          {title}
        </Text>
        <Text size="xs" c="dimmed">
          {known.length > 0 && (
            <>
              {known.map(([detail, times]) => `${inWords(code, detail)} ${formatNumber(times)}`).join(', ')}
              .{' '}
            </>
          )}
          {advice}
        </Text>
        <Anchor component={Link} to={addressOfFinding(search, code)} size="sm">
          Show {countOf(count, 'example')}
        </Anchor>
      </div>
      {finding.fix !== 'review' && <BulkFixButton avatarId={avatarId} finding={finding} fix={finding.fix} />}
    </li>
  );
}

/** A detail is a language, or a kind of personal data. */
function inWords(code: FindingCode, detail: string): string {
  return code === 'other_language' ? languageName(detail) : detail.replaceAll('_', ' ');
}
