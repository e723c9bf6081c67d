import { describe, expect, it } from 'vitest';
import { measuredStyleSchema, measureStyle } from './measured-style.ts';

describe('measureStyle', () => {
  it('gives a defined, valid result for no messages and for messages without text', () => {
    const empty = measureStyle([]);
    expect(measuredStyleSchema.parse(empty)).toEqual(empty);
    expect(empty).toMatchObject({
      message_count: 0,
      word_count: 0,
      emoji_usage: 'none',
      response_length: 'short',
      question_style: 'none',
      formality_level: 'neutral',
    });
    expect(measureStyle(['', '  \n'])).toEqual(empty);
  });

  it('measures what can be counted by hand', () => {
    const style = measureStyle([
      'Hey! 😂😂',
      'lol really?',
      'see https://example.org',
      'WAIT WHAT...',
      'ok. Thanks',
    ]);
    expect(measuredStyleSchema.parse(style)).toEqual(style);
    expect(style).toMatchObject({
      message_count: 5,
      word_count: 8,
      emoji_rate: 0.4,
      emoji_message_share: 0.2,
      top_emoji: [{ text: '😂', count: 2 }],
      question_rate: 0.2,
      exclamation_rate: 0.2,
      ellipsis_rate: 0.2,
      unpunctuated_end_rate: 0.4,
      lower_case_start_rate: 0.6,
      all_caps_rate: 0.2,
      laughter_rate: 0.2,
      link_rate: 0.2,
      politeness_rate: 0.2,
      emoji_usage: 'moderate',
    });
  });

  it('measures length in words and in characters as a reader counts them', () => {
    const long = Array<string>(40).fill('word').join(' ');
    const { message_length } = measureStyle([
      'one two',
      'one two three four five six seven eight nine ten',
      long,
    ]);
    expect(message_length).toMatchObject({ short_share: 0.3333, medium_share: 0.3333, long_share: 0.3333 });
    expect(message_length.words).toEqual({ mean: 17.3333, median: 10, p90: 34 });
    expect(measureStyle(['👨‍👩‍👧']).message_length.characters.median).toBe(1);
  });

  it('counts contractions per word, in English spelling with or without apostrophe', () => {
    expect(measureStyle(["I don't know", 'im sure']).contraction_rate).toBe(0.4);
    expect(measureStyle(["j'ai l'idée"]).contraction_rate).toBe(0);
  });

  it.each(['hahaha', 'jajaja', 'kkkk', 'lol', 'LMAO', 'хахаха', 'ㅋㅋㅋ', 'xD', 'mdr'])(
    'hears %s as laughter',
    (text) => {
      expect(measureStyle([text]).laughter_rate).toBe(1);
    },
  );

  it.each(['hat', 'Java', 'he', 'hi', 'kitchen', 'lo'])('does not hear %s as laughter', (text) => {
    expect(measureStyle([text]).laughter_rate).toBe(0);
  });

  it('labels questions by how many there are and how long they are', () => {
    const said = Array<string>(19).fill('Fine.');
    const elaborate =
      'I was wondering whether you would perhaps like to come along with us to the lake on Sunday morning?';
    expect(measureStyle([...said, 'When?']).question_style).toBe('occasional');
    expect(measureStyle(['When?', 'Fine.']).question_style).toBe('direct');
    expect(measureStyle([elaborate, 'Fine.']).question_style).toBe('elaborate');
  });

  it('compares vocabularies of unequal length by segments', () => {
    const repeated = Array<string>(100).fill('again and again').join(' ');
    const { vocabulary } = measureStyle([repeated]);
    expect(vocabulary).toMatchObject({
      distinct_words: 2,
      type_token_ratio: 0.0067,
      segmental_type_token_ratio: 0.02,
    });
    expect(measureStyle(['short text']).vocabulary.segmental_type_token_ratio).toBeNull();
  });
});
