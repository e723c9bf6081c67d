/** What an example looks like: shown in empty fields, in the manner of seed 004's two. */
export const sampleExample = {
  instruction: 'My first appointment is tomorrow and I can hardly sleep. How do I calm down?',
  context: 'The evening before a first session',
  response:
    'It is very common to feel that way before something new, and it says that this matters to you. Tonight, put three things on a list: what you hope for, what worries you, and one question to ask tomorrow. Lay out what you need, arrange how you get home, and leave the rest for the morning. Would a short breathing exercise help you right now?',
} as const;
