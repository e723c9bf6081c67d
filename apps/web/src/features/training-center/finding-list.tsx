import { Text } from '@mantine/core';
import { IconAlertCircle, IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import {
  findingFacts,
  type ExampleFinding,
  type Severity,
} from '@understudy/domain/training-center/quality/finding';
import classes from './finding-list.module.css';

/** What a severity looks like, and how it is said. */
export const severityLooks: Record<Severity, { icon: typeof IconInfoCircle; title: string }> = {
  error: { icon: IconAlertCircle, title: 'Error' },
  warning: { icon: IconAlertTriangle, title: 'Warning' },
  info: { icon: IconInfoCircle, title: 'Note' },
};

/** What could be better about an example, each with what to do. */
export function FindingList({ findings }: { findings: readonly ExampleFinding[] }) {
  return (
    <ul className={classes.list} aria-label="Findings">
      {findings.map(({ code, severity, message, details }) => {
        const { icon: Icon, title } = severityLooks[severity];
        return (
          <li key={code} className={classes.finding} data-severity={severity}>
            <Icon size={18} className={classes.icon} aria-label={title} />
            <div>
              <Text size="sm" fw={600} component="span">
                {message}
                {details.length > 0 && ` (${details.join(', ')})`}
              </Text>
              <Text size="xs" c="dimmed">
                {findingFacts[code].advice}
              </Text>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
