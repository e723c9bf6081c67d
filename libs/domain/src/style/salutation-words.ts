/** Greetings that open a message, comma-separated, lower case, in the languages most used on messengers. */
export const GREETINGS = `
  hi, hello, hey, hey there, hi there, hello there, heya, hiya, yo, howdy, sup, hullo, what's up, whats up,
  wassup, morning, good morning, good afternoon, good evening, greetings, dear, dear all, hola, buenas,
  buenos días, buenos dias, buenas tardes, buenas noches, oi, olá, ola, e aí, bom dia, boa tarde,
  boa noite, salut, bonjour, bonsoir, coucou, hallo, servus, moin, moin moin, grüezi, grüß gott, grüß dich,
  guten morgen, guten tag, guten abend, ciao, buongiorno, buonasera, salve, hoi, goedemorgen, goedemiddag,
  hej, hejsan, terve, cześć, siema, dzień dobry, ahoj, szia, merhaba, selam, günaydın, привет,
  здравствуйте, здравствуй, доброе утро, добрый день, добрый вечер, привіт, вітаю, salam,
  as-salamu alaykum, assalamualaikum, السلام عليكم, مرحبا, أهلا, שלום, היי, namaste, नमस्ते, halo,
  selamat pagi, xin chào, kumusta, สวัสดี, 你好, 您好, 早上好, 早安, こんにちは, おはよう, おはようございます, こんばんは, 안녕, 안녕하세요
`;

/** Farewells that close a message, comma-separated, lower case. */
export const FAREWELLS = `
  bye, bye bye, byebye, goodbye, good night, goodnight, night night, nighty night, see you, see ya,
  see you soon, see you later, see you tomorrow, see you then, cya, laters, ttyl, talk soon,
  talk to you later, talk later, take care, cheers, best regards, xoxo, kind regards, regards, sincerely,
  yours sincerely, best wishes, have a good one, have a nice day, have a great day, adiós, adios, chao,
  hasta luego, hasta mañana, nos vemos, saludos, un abrazo, tchau, até logo, até amanhã, abraços, beijos,
  bjs, au revoir, à bientôt, à demain, bisous, bonne nuit, bonne journée, cordialement, tschüss, tschüß,
  ciao, bis bald, bis morgen, bis dann, bis später, gute nacht, lg, liebe grüße, viele grüße, mfg,
  arrivederci, a presto, a domani, buonanotte, baci, doei, tot ziens, tot morgen, groetjes, hej då,
  na razie, do widzenia, до свидания, до завтра, спокойной ночи, görüşürüz, iyi geceler, مع السلامة, 再见,
  晚安, またね, おやすみ, おやすみなさい, 안녕히 계세요, 잘 자
`;
