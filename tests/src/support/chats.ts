const openers = [
  'Hey, how was your day?',
  'Can you help me with the homework tonight?',
  'What do you think about the new place?',
  'I finally got the job!',
  'Are we still on for Saturday?',
  'I feel a bit down today',
  'Thanks for yesterday, it was great',
  'Which movie should we watch?',
];
const answers = [
  "Hey hey! It was awesome, I'll tell you all about it 😄",
  'Sure thing, let me grab a coffee first and we can start right away',
  "Honestly? I love it, that's awesome! Let's go there again 🎉",
  'No way, congratulations!! That is the best news this week 😄',
  'Of course, see you at eight, I will bring the snacks',
  "Oh no, I'm here for you. Do you want to talk about it?",
  'Anytime! Let me know when you want to do it again 😄',
  'Something funny, please. What about the one with the penguins?',
];

/** A WhatsApp export of a chat between two people, in Android's day-first form. Every exchange differs by its number. */
export function whatsappChat(exchanges: number, avatar = 'Ash', other = 'Misty', day = 13): string {
  const lines = [`${day}/05/24, 08:00 - Messages and calls are end-to-end encrypted.`];
  for (let index = 0; index < exchanges; index += 1) {
    const hour = String(8 + (Math.floor(index / 20) % 14)).padStart(2, '0');
    const minute = String((index % 20) * 3).padStart(2, '0');
    const later = String((index % 20) * 3 + 1).padStart(2, '0');
    const opener = openers[index % openers.length] ?? '';
    const answer = answers[index % answers.length] ?? '';
    lines.push(`${day}/05/24, ${hour}:${minute} - ${other}: ${opener} (${index + 1})`);
    lines.push(`${day}/05/24, ${hour}:${later} - ${avatar}: ${answer} (${index + 1})`);
  }
  return lines.join('\n');
}

/** WhatsApp exports of so many chats with the avatar, each of another day and with so many exchanges. */
export function whatsappChats(
  count: number,
  exchanges: number,
  avatar: string,
): { name: string; content: string }[] {
  return Array.from({ length: count }, (_, index) => ({
    name: `WhatsApp Chat with Misty ${index + 1}.txt`,
    content: whatsappChat(exchanges, avatar, 'Misty', index + 1),
  }));
}
