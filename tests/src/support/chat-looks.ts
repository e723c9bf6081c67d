/** How a messenger looks on a phone, as far as its screenshots tell. Lengths are in CSS pixels. */
export type ChatLook = {
  dark: boolean;
  /** Colour behind the messages. */
  paper: string;
  header: { background: string; color: string; isCentred: boolean };
  left: { background: string; color: string };
  right: { background: string; color: string };
  cornerRadius: number;
  /** Whether each message carries its time, and those of the right side their read marks. */
  showsTimes: boolean;
};

/** Screenshots that people send: two messengers, by day and by night. */
export const chatLooks = {
  'WhatsApp-like, light': {
    dark: false,
    paper: '#efe7de',
    header: { background: '#075e54', color: '#ffffff', isCentred: false },
    left: { background: '#ffffff', color: '#111111' },
    right: { background: '#dcf8c6', color: '#111111' },
    cornerRadius: 10,
    showsTimes: true,
  },
  'WhatsApp-like, dark': {
    dark: true,
    paper: '#0c1317',
    header: { background: '#202c33', color: '#e9edef', isCentred: false },
    left: { background: '#222e35', color: '#e9edef' },
    right: { background: '#075e54', color: '#e9edef' },
    cornerRadius: 10,
    showsTimes: true,
  },
  'iMessage-like, light': {
    dark: false,
    paper: '#ffffff',
    header: { background: '#f7f7f8', color: '#111111', isCentred: true },
    left: { background: '#e9e9eb', color: '#000000' },
    right: { background: '#007aff', color: '#ffffff' },
    cornerRadius: 19,
    showsTimes: false,
  },
  'iMessage-like, dark': {
    dark: true,
    paper: '#000000',
    header: { background: '#1c1c1e', color: '#ffffff', isCentred: true },
    left: { background: '#3a3a3c', color: '#ffffff' },
    right: { background: '#0a84ff', color: '#ffffff' },
    cornerRadius: 19,
    showsTimes: false,
  },
} as const satisfies Record<string, ChatLook>;

export type ChatLookName = keyof typeof chatLooks;
