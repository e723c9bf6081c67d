import { Anchor, SimpleGrid, Stack, Text } from '@mantine/core';
import type {
  StyleConsistency,
  StyleMeasure,
} from '@understudy/domain/training-center/quality/style-consistency';
import { Link, useSearchParams } from 'react-router';
import { countOf, formatNumber, formatShare } from '../../app/format.ts';
import { FactTile } from '../prompt-versions/fact-tile.tsx';
import { addressOfFinding } from './finding-address.ts';

/** How alike the responses are in style, and what they are like. */
export function StyleFigures({ style }: { style: StyleConsistency | null }) {
  const [search] = useSearchParams();
  if (style === null) {
    return (
      <Text size="sm" c="dimmed">
        Style is measured from ten examples on.
      </Text>
    );
  }
  const outliers = style.outlier_ids.length;
  return (
    <Stack gap="sm">
      <Text size="sm">
        <Text span fw={600} inherit>
          {formatNumber(style.examined - outliers)} of {countOf(style.examined, 'measured response')}
        </Text>{' '}
        are alike.{' '}
        {outliers > 0 && (
          <Anchor component={Link} to={addressOfFinding(search, 'style_outlier')} underline="always" inherit>
            Look at the {countOf(outliers, 'other')}
          </Anchor>
        )}
      </Text>
      <SimpleGrid cols={3} spacing="xs">
        {style.measures.map(({ measure, median }) => (
          <FactTile key={measure} label={titles[measure]} value={inWords[measure](median)} />
        ))}
      </SimpleGrid>
    </Stack>
  );
}

const titles: Record<StyleMeasure, string> = { formality: 'Formality', words: 'Words', emoji: 'Emoji' };

/** The number of words is measured by its logarithm, as ln(1 + words). */
const inWords: Record<StyleMeasure, (median: number) => string> = {
  formality: formatShare,
  words: (median) => formatNumber(Math.round(Math.exp(median) - 1)),
  emoji: (median) => formatNumber(Math.round(median * 10) / 10),
};
