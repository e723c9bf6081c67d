/**
 * Has the browser save what is at an address; the page stays.
 *
 * @param fileName where the address itself does not name one
 */
export function saveFile(address: string, fileName = ''): void {
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  document.body.append(link);
  link.click();
  link.remove();
}
