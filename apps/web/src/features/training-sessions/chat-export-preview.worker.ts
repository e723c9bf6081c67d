import { decodeText, previewChatExport } from './chat-export-preview.ts';

// Reads large exports off the page's thread: 20 MB of chat must not freeze a form.
self.addEventListener('message', ({ data }: MessageEvent<{ id: string; file: File }>) => {
  void data.file.arrayBuffer().then((bytes) => {
    self.postMessage({ id: data.id, preview: previewChatExport(decodeText(bytes), data.file.name) });
  });
});
