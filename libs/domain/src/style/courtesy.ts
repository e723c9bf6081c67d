import { createExpressionMatcher } from './expression-matcher.ts';
import { shareOf } from './statistics.ts';
import type { TokenizedMessage } from './tokenized-message.ts';

const POLITENESS_MARKERS = createExpressionMatcher(`
  please, thank you, thanks, many thanks, appreciate, grateful, kindly, sorry, apologies, i apologise,
  i apologize, excuse me, pardon, could you, would you, may i, you're welcome, por favor, gracias,
  disculpa, disculpe, perdón, obrigado, obrigada, desculpa, desculpe, s'il vous plaît, s'il te plaît,
  merci, pardonnez, désolé, désolée, bitte, danke, könnten sie, entschuldigung, per favore, per piacere,
  grazie, scusa, scusi, dank je, bedankt, alstublieft, proszę, dziękuję, пожалуйста, спасибо, извините,
  lütfen, teşekkürler, شكرا, ありがとう, 谢谢
`);

const FORMAL_MARKERS = createExpressionMatcher(`
  dear, sir, madam, regards, sincerely, respectfully, hereby, herewith, kindly, pursuant, therefore,
  however, furthermore, moreover, nevertheless, consequently, accordingly, thus, regarding, concerning,
  with respect to, in accordance, in addition, please find, attached, recommend, consider, ensure, provide,
  request, require, confirm, inform, assist, obtain, objectives, stakeholders, proposal, agenda,
  at your earliest convenience, look forward to, estimado, estimada, usted, ustedes, cordialmente,
  atentamente, por consiguiente, asimismo, prezado, prezada, atenciosamente, portanto, cordialement,
  veuillez, madame, monsieur, sehr geehrte, sehr geehrter, freundlichen grüßen, jedoch, hiermit, bezüglich,
  gentile, egregio, cordiali saluti, pertanto, tuttavia, distinti saluti, уважаемый, уважаемая
`);

const CASUAL_ADDRESS = createExpressionMatcher(`
  hey, hiya, heya, howdy, guys, folks, mate, man, buddy, pal, babe, hun, honey, kids, hola, coucou, salut,
  hej, hoi, moin, servus, ciao, oi, cara, mano, siema, привет
`);

export interface Courtesy {
  /** Share of messages with a politeness marker: please, thank you, could you, sorry, and their kin. */
  readonly politenessRate: number;
  /** Share of messages with a word of formal correspondence: regards, therefore, regarding, and their kin. */
  readonly formalWordRate: number;
  /** Share of messages with a familiar greeting or address: hey, guys, ciao, and their kin. */
  readonly casualAddressRate: number;
}

/** Measures politeness, formal vocabulary and familiar address from word lists, as shares of messages. */
export function measureCourtesy(messages: readonly TokenizedMessage[]): Courtesy {
  return {
    politenessRate: shareOf(messages, ({ words }) => POLITENESS_MARKERS.occursIn(words)),
    formalWordRate: shareOf(messages, ({ words }) => FORMAL_MARKERS.occursIn(words)),
    casualAddressRate: shareOf(messages, ({ words }) => CASUAL_ADDRESS.occursIn(words)),
  };
}
