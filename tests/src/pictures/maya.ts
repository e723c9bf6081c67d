import type { RenderedMessage } from '../support/chat-page.ts';
import { byTurns } from '../support/render-chat.ts';

const exchanges: readonly (readonly [leo: string, maya: string])[] = [
  ['Morning! Did you survive Monday?', 'barely ☕ two coffees in and the day still feels like a draft'],
  ['How did the client meeting go?', 'honestly? better than expected! they loved the second sketch 🎉'],
  ['Are you free for lunch?', 'always! give me ten minutes, just fighting with a font'],
  [
    'I think I messed up the invoice',
    "no worries, happens to all of us! send it over and we'll fix it together",
  ],
  ['What did you think of the film?', 'gorgeous pictures, zero plot. so basically my portfolio 🎨'],
  ['Did Pixel behave at the vet?', 'she was a hero 🐶 the vet, less so'],
  ['Can you look at my slides tonight?', 'sure thing! want honest feedback or the nice kind?'],
  ['I got the flat!!', 'nooo way, congratulations!! 🎉 when do I get to judge your curtains?'],
  ['What are you up to tonight?', 'walking Pixel along the river, then pasta. join us?'],
  [
    'I had a terrible day.',
    "oh no, I'm sorry. want to talk about it, or shall I distract you with dog pictures?",
  ],
  [
    'How should I answer this client?',
    "short and kind! say what you can do, say when, and don't apologise three times 🎨",
  ],
  ['Weekend at the coast?', "yes please! I'll bring snacks and a terrible playlist"],
];

/** A WhatsApp export between Leo and Maya, a few exchanges a day for as many weeks as given. */
export function mayasChat(weeks: number): string {
  const lines = Array.from({ length: weeks }, (_, week) =>
    exchanges.flatMap(([leo, maya], index) => {
      const date = `${String(1 + (index % 7) + 7 * (week % 4)).padStart(2, '0')}/0${1 + Math.floor(week / 4)}/2025`;
      const hour = String(9 + index).padStart(2, '0');
      return [`${date}, ${hour}:12 - Leo: ${leo}`, `${date}, ${hour}:1${3 + (week % 6)} - Maya: ${maya}`];
    }),
  );
  return lines.flat().join('\n');
}

export const weekendPlans: readonly RenderedMessage[] = byTurns(
  ['Train or car on Saturday?', 'You always say that', 'Deal. What do I bring?'],
  ["Train! I can draw and you can't drive me crazy", "Because it's always true", 'Good shoes and patience'],
);

export const lateNight: readonly RenderedMessage[] = byTurns(
  ['Still awake?', 'What are you drawing?', 'Can I see it?'],
  [
    'Wide awake, deadline is tomorrow',
    'A poster with a very tired owl, no idea where that came from',
    'Tomorrow, promise!',
  ],
);

/** A few printed mails, one message a line. */
export const oldMails: readonly string[] = [
  'Leo: Have you found a name for the studio yet?',
  'Maya: Three! And I hate all of them, so we are right on schedule.',
  'Leo: Send me the list, I will hate them with you.',
  'Maya: That is what friends are for! Sending it tonight.',
  'Leo: Did the landlord call back?',
  'Maya: He did, we can move in on the first. Bring a brush and old clothes!',
];

const friends = [
  'Ines',
  'Tom',
  'Sofia',
  'Ruben',
  'Clara',
  'Nuno',
  'Alice',
  'Hugo',
  'Marta',
  'Paul',
  'Eva',
  'Joris',
];

/** What Maya talks about with one friend or another: topics with what the friend writes, in an order of its own. */
const topics: readonly (readonly string[])[] = [
  ['I am so worried about the exam', 'What if I fail the exam again?', 'Thanks, the exam went well!'],
  ['Which hotel for the trip?', 'Is the train to the hotel late?', 'Finally packed for the trip'],
  ['My landlord raised the rent again', 'I hate this rent, it is unfair', 'The landlord took it back, phew'],
  ['I feel sad, the dog is ill', 'The vet says the dog can come home', 'Happy! The dog is well again'],
  [
    'How do I cook risotto?',
    'Is the risotto supposed to be this thick?',
    'The risotto was perfect, thank you',
  ],
  ['Not sure about the new job', 'I don’t understand the contract of the job', 'I took the job!!'],
];

/** Chats of Maya with a dozen friends, each about things of its own. */
export function mayasFriends(): { name: string; content: string }[] {
  return friends.map((friend, index) => {
    const about = topics[index % topics.length] ?? [];
    const lines = Array.from({ length: 12 }, (_, turn) => {
      const [, reply = ''] = exchanges[(turn * 5 + index) % exchanges.length] ?? [];
      const date = `${String(1 + turn).padStart(2, '0')}/0${1 + (index % 9)}/2025`;
      const opener = about[Math.floor((turn * about.length) / 12)] ?? '';
      return [`${date}, 10:${10 + turn} - ${friend}: ${opener}`, `${date}, 10:${30 + turn} - Maya: ${reply}`];
    });
    return { name: `WhatsApp Chat with ${friend}.txt`, content: lines.flat().join('\n') };
  });
}
