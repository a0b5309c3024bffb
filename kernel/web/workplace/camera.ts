/** What browsers can do that read codes by themselves; the types of TypeScript do not know it yet. */
export interface CodeReader {
  detect(image: HTMLVideoElement): Promise<{ rawValue: string }[]>;
}
type CodeReaders = new (options?: { formats: readonly string[] }) => CodeReader;

const readers = (): CodeReaders | undefined => (globalThis as { BarcodeDetector?: CodeReaders }).BarcodeDetector;

/** Whether this device reads codes by its camera. */
export const canSeeCodes = (): boolean => readers() !== undefined && navigator.mediaDevices !== undefined;

export function openReader(): CodeReader | null {
  const Reader = readers();
  return Reader ? new Reader({ formats: ['qr_code', 'data_matrix', 'code_128', 'ean_13', 'ean_8'] }) : null;
}
