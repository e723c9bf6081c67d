/** Limits of an upload. Seed 000: PNG, JPG, PDF and TXT, 20 MB a file; chat exports in JSON join them. */
export const uploadLimits = {
  /** Bytes of one file: 20 MB as people count them in file managers that use powers of two. */
  fileBytes: 20 * 1024 * 1024,
  /** Files of one session. */
  files: 100,
  /** Characters of the instructions. */
  instructionsCharacters: 20_000,
  /** Pages of a PDF that are read. */
  pdfPages: 200,
  /** Pixels of an image, width × height: 50 megapixels. */
  imagePixels: 50_000_000,
} as const;

/** Kinds of file by their content. */
export const uploadKinds = ['image', 'pdf', 'text', 'json'] as const;
export type UploadKind = (typeof uploadKinds)[number];

/** What a person may be told is accepted. */
export const acceptedUploads =
  'PNG, JPG, PDF, TXT and chat exports (WhatsApp .txt, Telegram .json, Discord .json)';
