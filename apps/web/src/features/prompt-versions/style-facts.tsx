import { Badge, Group, SimpleGrid } from '@mantine/core';
import type { MeasuredStyle } from '@understudy/domain/style/measured-style';
import { countOf, formatNumber, formatShare } from '../../app/format.ts';
import { FactTile } from './fact-tile.tsx';
import { FormalityScale } from './formality-scale.tsx';
import { labelOf } from './labels.ts';
import { LengthShares } from './length-shares.tsx';

const shownEmoji = 6;
const shownPhrases = 8;

const habits = [
  ['Lower-case starts', 'lower_case_start_rate'],
  ['No final punctuation', 'unpunctuated_end_rate'],
  ['Exclamation marks', 'exclamation_rate'],
  ['Ellipses', 'ellipsis_rate'],
  ['Slang', 'slang_rate'],
  ['Laughter', 'laughter_rate'],
  ['Drawn-out letters', 'elongation_rate'],
  ['Please and thank you', 'politeness_rate'],
] as const;

/** How somebody writes, in figures that were counted and not guessed. */
export function StyleFacts({ style }: { style: MeasuredStyle }) {
  const { words } = style.message_length;
  return (
    <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }} spacing="sm">
      <FactTile
        label="Typical length"
        value={countOf(Math.round(words.median), 'word')}
        note={`${labelOf(style.response_length)} · nine in ten are under ${Math.ceil(words.p90) + 1} words`}
      >
        <LengthShares length={style.message_length} />
      </FactTile>
      <FactTile
        label="Emoji"
        value={
          style.emoji_rate === 0 ? 'None' : `${formatNumber(Number(style.emoji_rate.toFixed(2)))} a message`
        }
        note={
          style.emoji_rate === 0
            ? `Not one in ${countOf(style.message_count, 'message')}`
            : `${labelOf(style.emoji_usage)} · in ${formatShare(style.emoji_message_share)} of messages`
        }
      >
        <Group gap={8}>
          {style.top_emoji.slice(0, shownEmoji).map(({ text, count }) => (
            <span key={text} title={countOf(count, 'time')} style={{ fontSize: '1.25rem' }}>
              {text}
            </span>
          ))}
        </Group>
      </FactTile>
      <FactTile
        label="Formality"
        value={labelOf(style.formality_level)}
        note={`${style.formality.score.toFixed(2)} on a scale from 0 to 1`}
      >
        <FormalityScale score={style.formality.score} />
      </FactTile>
      <FactTile
        label="Questions"
        value={formatShare(style.question_rate)}
        note={
          style.question_rate === 0
            ? 'No message asks anything'
            : `of messages ask something · ${labelOf(style.question_style).toLowerCase()}`
        }
      />
      <FactTile
        label="Greeting"
        value={style.greeting.typical === null ? 'None' : `“${style.greeting.typical}”`}
        note={`${formatShare(style.greeting.rate)} of messages greet`}
      />
      <FactTile
        label="Learned from"
        value={countOf(style.message_count, 'message')}
        note={[countOf(style.word_count, 'word'), style.language].filter(Boolean).join(' · ')}
      />
      <FactTile label="Habits" wide>
        <Group gap={6}>
          {habits
            .filter(([, key]) => style[key] >= 0.01)
            .map(([label, key]) => (
              <Badge key={key} variant="default" size="lg" fw={500}>
                {label} {formatShare(style[key])}
              </Badge>
            ))}
        </Group>
      </FactTile>
      {style.common_phrases.length > 0 && (
        <FactTile label="Phrases" wide>
          <Group gap={6}>
            {style.common_phrases.slice(0, shownPhrases).map(({ text, count }) => (
              <Badge key={text} variant="default" size="lg" fw={500}>
                “{text}” ×{count}
              </Badge>
            ))}
          </Group>
        </FactTile>
      )}
    </SimpleGrid>
  );
}
