/**
 * How a story is to be told. Seed 002 combines every prompt with one of ten. As with prompts, the order is part of a
 * run's recorded choice.
 */
export const styleModifiers: readonly string[] = [
  'Let the place set the mood: describe light, weather and space until the air itself can be felt.',
  'Stay inside the main character: show what they feel and what they are torn between.',
  'Work through the senses: give the reader something to see, hear, smell, taste and touch.',
  'Tighten the screw: let every sentence raise the stakes and hold the answer back.',
  'Carry the story by talk: let the characters reveal themselves in what they say and leave unsaid.',
  'Keep a dry sense of humour, and let it serve the characters rather than mock them.',
  'Tell it in the first person, by somebody who does not notice everything that the reader does.',
  'Begin in the middle of the action and let the past come out in passing.',
  'Write plainly and briefly, with concrete nouns and strong verbs and hardly an adjective to spare.',
  'Turn the story in its final lines, so that its beginning means something else.',
];
