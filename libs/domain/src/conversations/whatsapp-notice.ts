/**
 * How the app's own notices about end-to-end encryption begin. A person who writes about encryption does not start so.
 * English, German, Spanish, Portuguese, French, Italian, Dutch.
 */
const ENCRYPTION_NOTICE =
  /^(?:messages (?:and calls|to this|you send|in this)|your (?:messages|chats|security code)|this chat is with|nachrichten (?:und anrufe|in diese[mr]|an diese)|los mensajes (?:y las llamadas|enviados|en este)|tus mensajes|as (?:suas )?mensagens (?:e (?:as )?(?:chamadas|ligações)|enviadas|trocadas|para|deste)|les messages (?:et (?:les )?appels|envoyés|dans)|i messaggi (?:e le chiamate|inviati|in questa)|berichten (?:en (?:oproepen|gesprekken)|in deze|die je|naar)).*(?:encrypt|verschlüsselt|verschlüsselung|cifrad|criptograf|encriptad|chiffr|crittograf|versleutel|secure service|security code)/isu;

/** What people do to a group or a chat, as the app words it after a name ("Ash added Misty", "Ash hat Misty hinzugefügt"). */
const ACTIONS = [
  // English
  "created (?:this |the )?(?:group|community)|added |removed |was added|were added|left$|left the group|joined (?:using|from|the group|via)|changed (?:the|this|their|to|your)\\b|changed from \\+|(?:is|are) now an admin|(?:'re|are) now an admin|'re no longer an admin|turned (?:on|off) |deleted this group|reset this group|requested to (?:join|add)|pinned a message|started a (?:call|video call|voice call)|security code|is a contact|blocked this|unblocked this|updated the message timer|set the messages|now uses? a default timer",
  // German
  'hat (?:die )?gruppe|hat den betreff|hat das gruppenbild|hat .{1,80} (?:hinzugefügt|entfernt|geändert|erstellt)|(?:hast|wurdest|wurde) .{0,80}(?:hinzugefügt|entfernt|geändert|erstellt)|hat die gruppe verlassen|ist (?:der gruppe|über den)|sicherheitsnummer|sicherheitscode',
  // Spanish
  'creó (?:el|este) grupo|añadió a|te añadió|eliminó a|salió del grupo|cambió (?:el|la|su|este|la imagen|a)\\b|se unió|código de seguridad|ahora es admin|fue añadid',
  // Portuguese
  'criou (?:o|este) grupo|adicionou |removeu |saiu(?: do grupo)?$|mudou (?:o|a|para|de)\\b|alterou (?:o|a)\\b|entrou usando|código de segurança|foi adicionad',
  // French
  "a créé (?:le|ce) groupe|a ajouté |vous a ajouté|a supprimé |a retiré |a quitté|est partie?$|a changé |a modifié (?:le|la|l’|l')|a rejoint|code de sécurité|a été ajouté",
  // Italian
  'ha creato (?:il|questo) gruppo|ha aggiunto |ti ha aggiunto|ha rimosso |ha abbandonato|è uscit|ha cambiato |ha modificato (?:l|il|la)|si è unit|codice di sicurezza',
  // Dutch
  'heeft (?:de |deze )?groep|heeft .{1,80} (?:toegevoegd|verwijderd|gewijzigd|aangemaakt|gemaakt|verlaten)|beveiligingscode|is nu (?:een )?beheerder|is toegetreden',
];

const ACTION_AFTER_NAME = new RegExp(`(?:^|[\\s"”»])(?:${ACTIONS.join('|')})`, 'iu');

/** Notices about calls and the like, complete as a text. */
const CALL_NOTICE =
  /^(?:missed (?:group )?(?:voice|video) call|(?:group )?(?:voice|video) call\b|silenced (?:voice|video) call|verpasster? (?:gruppen-?)?(?:sprach|video)anruf|(?:sprach|video)anruf\b|llamada(?: de voz| de video| grupal)? perdida|videollamada(?: grupal)? perdida|(?:chamada|ligação) de (?:voz|vídeo) perdida|appel (?:vocal|vidéo) manqué|(?:chiamata vocale|videochiamata) persa|gemiste? (?:spraak|video)(?:oproep|gesprek)|waiting for this message|this message can't be displayed)/iu;

const QUOTE_MARKS = /["“”„«»]/g;

/** True where a text is the app's notice about encryption, whoever it is filed under (groups sign it with their name). */
export function isEncryptionNotice(text: string): boolean {
  return text.length > 30 && ENCRYPTION_NOTICE.test(text.slice(0, 600));
}

/** True where a text is a call notice. Only to be asked for text that the app has marked or nobody has signed. */
export function isCallNotice(text: string): boolean {
  return CALL_NOTICE.test(text);
}

/** True where a text tells what somebody did to the group ("Ash changed the subject"). Same caution as for calls. */
export function isActionNotice(text: string): boolean {
  return ACTION_AFTER_NAME.test(text.slice(0, 200));
}

/**
 * True where what stands before a colon is no name but the beginning of a notice, such as
 * `Ash changed the subject from "Trip` in `Ash changed the subject from "Trip: Rome" to "Trip"`.
 */
export function isNoticeBeforeColon(candidate: string): boolean {
  const quotes = candidate.match(QUOTE_MARKS)?.length ?? 0;
  if (quotes % 2 === 1) return true;
  // The colon keeps phrases that end a notice (“Misty left”) from making a notice of somebody called “Turn Left”.
  return candidate.includes(' ') && isActionNotice(`${candidate}:`);
}
