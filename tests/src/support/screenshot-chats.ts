import type { RenderedMessage } from './chat-page.ts';

/** A chat that fits on one screen, and who it is with. */
export type ScreenshotChat = { contact: string; messages: readonly RenderedMessage[] };

const left = (text: string): RenderedMessage => ({ side: 'left', text });
const right = (text: string): RenderedMessage => ({ side: 'right', text });

/** Chats with long and very short messages, several in a row, digits, apostrophes, and no emoji: fonts for them vary. */
export const screenshotChats: readonly ScreenshotChat[] = [
  {
    contact: 'Priya Nair',
    messages: [
      left('Are we still meeting at the library on Wednesday?'),
      right("Yes! I've booked room 14 from 3 to 5 pm, bring your notes please."),
      right('And the blue folder'),
      left('Which one? I have three of them by now...'),
      right('The one with the survey results in it, the thick one.'),
      left(
        "Okay. I'll also print the questions, so that we can go through them together and cross out what is done.",
      ),
      right('Perfect'),
    ],
  },
  {
    contact: 'Grandpa Joe',
    messages: [
      right('Good morning! Did the parcel arrive?'),
      left('Yes it did, thank you my dear. The jam is already half gone.'),
      left('Your cousin found it first.'),
      right("Haha, of course he did. I'll send another jar, this time with your name on it."),
      left('When will you visit us again? The garden is full of cherries.'),
      right('In two weeks, on Friday the 21st. I take the train at 10:45.'),
    ],
  },
  {
    contact: 'Sam',
    messages: [
      left('quick question'),
      left('do you remember the name of that small place near the harbour where we had soup last winter?'),
      right('You mean Anchor and Bell?'),
      left('Yes!! Is it any good for 12 people?'),
      right('I think so, they have a long table upstairs. Call before noon, later nobody answers the phone.'),
      left('great, thanks'),
      right('Save me a seat'),
    ],
  },
  {
    contact: 'Noor',
    messages: [
      right('How did the exam go?'),
      left('Better than I feared. Question 7 was odd, but the rest was just like the exercises.'),
      right("I knew it. You've been working on this for months, now go and sleep for a whole day."),
      left("I can't, my shift starts at six"),
      right('Then we celebrate on Sunday. Dinner is on me, and you choose the restaurant.'),
      left('Deal.'),
    ],
  },
];
