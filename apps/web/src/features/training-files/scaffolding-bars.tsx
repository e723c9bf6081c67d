import { Anchor, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type {
  ScaffoldingDimension,
  ScaffoldingDistribution,
} from '@understudy/domain/training-files/scaffolding';
import { scaffoldingDimensions } from '@understudy/domain/training-files/scaffolding';
import { countOf, formatNumber, formatShare } from '../../app/format.ts';
import { labelInWords } from './label-in-words.ts';
import classes from './scaffolding-bars.module.css';

const titles: Record<ScaffoldingDimension, string> = {
  personas: 'Personas',
  emotional_arcs: 'Emotional arcs',
  training_topics: 'Topics',
};

/** Labels that are shown at first. */
const shownLabels = 6;

/** How the conversations of a file are spread over personas, emotional arcs and topics. */
export function ScaffoldingBars({ distribution }: { distribution: ScaffoldingDistribution }) {
  return (
    <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="xl" verticalSpacing="lg">
      {scaffoldingDimensions.map((dimension) => (
        <Bars key={dimension} title={titles[dimension]} counts={distribution[dimension]} />
      ))}
    </SimpleGrid>
  );
}

function Bars({ title, counts }: { title: string; counts: Readonly<Record<string, number>> }) {
  const [all, { toggle }] = useDisclosure(false);
  const entries = Object.entries(counts).toSorted(([, one], [, other]) => other - one);
  const total = entries.reduce((sum, [, count]) => sum + count, 0);
  const hidden = entries.length - shownLabels;
  return (
    <Stack gap="sm">
      <Title order={3} size="h5">
        {title}
      </Title>
      {entries.length === 0 && (
        <Text size="sm" c="dimmed">
          Nothing yet
        </Text>
      )}
      <ul className={classes.bars} aria-label={title}>
        {(all ? entries : entries.slice(0, shownLabels)).map(([label, count]) => (
          <li key={label} title={`${formatShare(count / total)} of the conversations`}>
            <div className={classes.label}>
              <span className={classes.name}>{labelInWords(label)}</span>
              <span className={classes.count}>{formatNumber(count)}</span>
            </div>
            <div className={classes.track} aria-hidden>
              <div className={classes.bar} style={{ width: `${(count / total) * 100}%` }} />
            </div>
          </li>
        ))}
      </ul>
      {hidden > 0 && (
        <Anchor component="button" type="button" size="sm" ta="start" onClick={toggle} aria-expanded={all}>
          {all ? 'Show fewer' : `Show ${countOf(hidden, 'more label', 'more labels')}`}
        </Anchor>
      )}
    </Stack>
  );
}
