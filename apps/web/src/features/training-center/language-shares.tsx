import { Progress, Stack, Text } from '@mantine/core';
import type { QualityReport } from '@understudy/domain/training-center/quality/quality-report';
import { countOf, formatShare } from '../../app/format.ts';
import { languageName } from './language-name.ts';

type LanguageSharesProps = { languages: QualityReport['languages']; examined: number };

const mostShown = 6;

/** The languages that responses are written in, most frequent first. */
export function LanguageShares({ languages, examined }: LanguageSharesProps) {
  const others = languages.slice(mostShown).reduce((sum, { count }) => sum + count, 0);
  return (
    <Stack gap="xs" component="ul" p={0} m={0} style={{ listStyle: 'none' }} aria-label="Languages">
      {languages.slice(0, mostShown).map(({ language, count }) => (
        <Language
          key={language}
          name={language === null ? 'Not clear' : languageName(language)}
          count={count}
          examined={examined}
        />
      ))}
      {others > 0 && <Language name="Others" count={others} examined={examined} />}
    </Stack>
  );
}

function Language({ name, count, examined }: { name: string; count: number; examined: number }) {
  const share = examined === 0 ? 0 : count / examined;
  return (
    <li>
      <Text size="sm" style={{ display: 'flex', justifyContent: 'space-between' }}>
        <span>{name}</span>
        <Text span c="dimmed" size="sm">
          {countOf(count, 'example')} · {formatShare(share)}
        </Text>
      </Text>
      <Progress value={share * 100} size="sm" mt={2} aria-label={`${name}: ${formatShare(share)}`} />
    </li>
  );
}
