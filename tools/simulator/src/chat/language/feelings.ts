/** What a message can be felt to say, with the words that tell. */
const feelings = [
  [
    'confusion',
    /\b(?:confus\w+|not sure|don't (?:understand|get it|know)|no idea|unsure|lost|makes? no sense)\b|\?{2,}/iu,
  ],
  ['anxiety', /\b(?:worr\w+|anxious|nervous|scared|afraid|stress\w*|panic\w*|overwhelm\w*|fear)\b|😰|😟/iu],
  ['sadness', /\b(?:sad|upset|lonely|miss|cry\w*|heartbroken|hurts?)\b|😢|😭|💔/iu],
  ['frustration', /\b(?:angry|annoy\w+|furious|hate|ridiculous|fed up|frustrat\w+|ugh)\b|😡|😤/iu],
  ['gratitude', /\b(?:thank\w*|thx|appreciate\w*|grateful)\b|🙏/iu],
  ['relief', /\b(?:relie\w+|phew|finally|makes sense|got it|clear(?:er)? now)\b|😌/iu],
  [
    'joy',
    /\b(?:happy|great|awesome|amazing|love|excited|fantastic|wonderful|yay|perfect|haha\w*|lol)\b|😊|😂|🎉|❤️/iu,
  ],
  ['curiosity', /\?/u],
] as const;

/** A feeling that is told by words, or none. */
export type Feeling = (typeof feelings)[number][0] | 'calm';

/** The feeling that most messages tell; `calm` where none does. */
export function prevailingFeeling(messages: readonly string[]): Feeling {
  let best: { feeling: Feeling; count: number } = { feeling: 'calm', count: 0 };
  for (const [feeling, pattern] of feelings) {
    const count = messages.filter((message) => pattern.test(message)).length;
    if (count > best.count) best = { feeling, count };
  }
  return best.feeling;
}
