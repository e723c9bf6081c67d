import { PDFDocument, StandardFonts } from 'pdf-lib';

/** A PDF page in A4 whose text layer has these lines, in points. */
const page = { width: 595, height: 842, margin: 50, fontSize: 10, lineHeight: 16 };

/** A printed chat: one line of text after the other, in a text layer. Characters must be Latin ones. */
export async function chatPdf(lines: readonly string[]): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  const font = await pdf.embedFont(StandardFonts.Helvetica);
  const linesOnPage = Math.floor((page.height - 2 * page.margin) / page.lineHeight);
  for (let first = 0; first < lines.length; first += linesOnPage) {
    const sheet = pdf.addPage([page.width, page.height]);
    lines.slice(first, first + linesOnPage).forEach((line, index) =>
      sheet.drawText(line, {
        x: page.margin,
        y: page.height - page.margin - index * page.lineHeight,
        size: page.fontSize,
        font,
      }),
    );
  }
  return await pdf.save();
}
