/** One message of a chat screenshot. */
export interface ScreenshotMessage {
  readonly side: 'left' | 'right';
  /** Who the picture says it is: the chat's title for the left side, a name above a bubble in a group. */
  readonly speaker: string | null;
  /** As shown, `21:41` or `9:41 PM`. */
  readonly time: string | null;
  readonly text: string;
}

/** What is on a picture: a chat with its messages from top to bottom, or a page of text. */
export interface ScreenshotReading {
  readonly layout: 'chat' | 'document';
  readonly text: string;
  readonly messages: readonly ScreenshotMessage[];
}
