/** Lines that answers without an example are made of; `{topic}` comes with its article. */
export const improvisedLines = {
  professional: {
    advice: [
      "For {topic}, I recommend preparing a clear agenda and key talking points. Consider the other side's objectives and how your proposal aligns with them.",
      'I suggest approaching {topic} step by step: clarify the objective, gather the facts, and agree on next steps with everyone involved.',
      'With regard to {topic}, it would be best to set priorities first and to leave time for questions.',
    ],
    comfort: [
      'I am sorry to hear that. Would it help to go through it together?',
      'That is understandable. Let us look at what can be done first.',
      'Thank you for telling me. Please let me know how I can support you.',
    ],
    news: [
      'Congratulations, that is excellent news. What are your next steps?',
      'I am very pleased to hear that. How did it come about?',
      'Well done. Your effort has clearly paid off.',
    ],
    question: [
      'Regarding {topic}, I would need a little more information before I answer.',
      'That is a fair question. In my view, {topic} depends on what you would like to achieve.',
      'I would look at {topic} from both sides before deciding. What is your own preference?',
    ],
    statement: [
      'Thank you for the information about {topic}. What would you like to do next?',
      'I see. Could you tell me more about {topic}?',
      'Understood. I will keep {topic} in mind.',
    ],
    other: [
      'Understood. How may I help you further?',
      'Thank you. What would you like to discuss?',
      'Noted. Please let me know what you need.',
    ],
  },
  casual: {
    advice: [
      "Honestly, for {topic} I'd keep it simple: decide what matters most, do that first and see how it goes.",
      "Take {topic} one step at a time. What worked last time? I'd start there.",
      "I'd just talk it through with someone before {topic}. You know more than you think!",
    ],
    comfort: [
      'Oh no, I get that. Want to talk about it?',
      "That sounds hard. You'll get through this, one thing at a time!",
      "Ugh, sorry! Take a deep breath. I'm here if you need me.",
    ],
    news: [
      "That's great, congrats! How did it happen?",
      'Wow, nice! So happy for you!',
      'Yes! I knew it. Tell me everything!',
    ],
    question: [
      'Hm, {topic}? Depends on the day, to be honest. What about you?',
      "Good question! About {topic} I'd go with my gut.",
      "I've been thinking about {topic} too. Why do you ask?",
    ],
    statement: [
      'Oh, {topic}! Tell me more, how did that come about?',
      'I like hearing about {topic}. Keep me posted!',
      'Sounds like quite a thing with {topic}. What happens next?',
    ],
    other: ['Got it! And how are you doing?', 'Okay! What else is new?', "Haha okay. So what's the plan?"],
  },
} as const;
