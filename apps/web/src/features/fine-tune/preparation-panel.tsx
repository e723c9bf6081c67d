import { Group, Paper, Stack, Text, Title } from '@mantine/core';
import type { FineTuneDataReport, FineTuneJob } from '@understudy/domain/fine-tune/contracts/job';
import { formatCompact } from '../../app/format-amounts.ts';
import { countOf, formatNumber } from '../../app/format.ts';
import { LeftOutList } from './left-out-list.tsx';
import { patternTitle } from './pattern-title.ts';
import classes from './preparation-panel.module.css';

/** What a job has become of the examples: chosen, left out and why, redacted. */
export function PreparationPanel({ job }: { job: FineTuneJob }) {
  const report = job.data_report;
  return (
    <Paper component="section" aria-labelledby="preparation" p={{ base: 'md', sm: 'xl' }}>
      <Title order={3} id="preparation" mb="md">
        Prepared data
      </Title>
      {report === null ? (
        <Text size="sm" c="dimmed">
          The report appears when the examples are chosen, checked and divided.
        </Text>
      ) : (
        <Report report={report} redacts={job.selection.redact} />
      )}
    </Paper>
  );
}

function Report({ report, redacts }: { report: FineTuneDataReport; redacts: boolean }) {
  const { considered, training, validation, left_out: leftOut } = report;
  const others = Object.values(leftOut).reduce((sum, count) => sum + count, 0);
  const shares = [
    { name: 'training', title: 'Training', count: training },
    { name: 'validation', title: 'Validation', count: validation },
    { name: 'left', title: 'Left out', count: others },
  ];
  return (
    <Stack gap="md">
      <div>
        <Text size="sm" mb={8}>
          {countOf(considered, 'example')} looked at, {formatCompact(report.tokens)} tokens to train with
        </Text>
        <div className={classes.shares} aria-hidden>
          {shares
            .filter(({ count }) => count > 0)
            .map(({ name, count }) => (
              <span key={name} className={classes.share} data-name={name} style={{ flexGrow: count }} />
            ))}
        </div>
        <Group gap="md" mt={8}>
          {shares.map(({ name, title, count }) => (
            <Text key={name} size="xs" component="span" className={classes.key ?? ''} data-name={name}>
              {title} <strong>{formatNumber(count)}</strong>
            </Text>
          ))}
        </Group>
      </div>
      <LeftOutList leftOut={leftOut} />
      <Counts title="By pattern type" counts={report.by_pattern_type} />
      {redacts && Object.keys(report.redactions).length === 0 && (
        <Text size="xs" c="dimmed">
          Redaction was on: no personal data was found.
        </Text>
      )}
      <Counts title="Redacted" counts={report.redactions} />
      {report.notes.map((note) => (
        <Text key={note} size="xs" c="dimmed">
          {note}
        </Text>
      ))}
    </Stack>
  );
}

function Counts({ title, counts }: { title: string; counts: Record<string, number> }) {
  const entries = Object.entries(counts);
  if (entries.length === 0) return null;
  return (
    <div>
      <Text size="xs" fw={600} mb={5}>
        {title}
      </Text>
      <ul className={classes.counts} aria-label={title}>
        {entries.map(([name, count]) => (
          <li key={name} className={classes.count}>
            {patternTitle(name)} <strong>{formatNumber(count)}</strong>
          </li>
        ))}
      </ul>
    </div>
  );
}
