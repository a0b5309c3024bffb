import { useLayoutEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { faultText, NetworkFailure, request, useText } from '#kernel/web/index.ts';
import { readStored, writeStored } from '#kernel/web/stored.ts';
import { variant } from '#modules/catalog/contract/index.ts';
import { location, type ScanAnswer, type ScannedThing } from '../../contract/index.ts';
import { isDouble, type Reading } from './double-scan.ts';
import type { Work } from './use-work.ts';

export interface Scan {
  code: string;
  /** What it may mean; nothing where nobody knows it. */
  items: readonly ScannedThing[];
  /** There is no network, and this device has never seen the code. */
  isUnseen: boolean;
}
/** Whether the scan has posted something. */
type Handle = (scan: Scan) => boolean;

/** Something whose number or name begins with what was typed. */
export interface Candidate {
  key: string;
  title: string;
  subtitle: string | null;
}

const memory = 'scan.known';
const mostKnown = 300;
type Known = readonly (readonly [string, readonly ScannedThing[]])[];

/** This device keeps what its last codes meant: without a network the shelf stays the shelf. */
function remember(code: string, items: readonly ScannedThing[]): void {
  const others = readStored<Known>(memory, []).filter(([known]) => known !== code);
  writeStored(memory, [...others, [code, items]].slice(-mostKnown));
}
const recall = (code: string) => readStored<Known>(memory, []).find(([known]) => known === code)?.[1];

async function ask(code: string, near: number | undefined): Promise<Scan> {
  const asked = new URLSearchParams({ code, ...(near !== undefined && { product: String(near) }) });
  try {
    const answer = await request<ScanAnswer>(`stock/scan?${asked}`, { timeout: 5_000 });
    if (answer.items.length > 0) remember(code, answer.items);
    return { code: answer.code, items: answer.items, isUnseen: false };
  } catch (error) {
    if (!(error instanceof NetworkFailure)) throw error;
    const items = recall(code);
    return { code, items: items ?? [], isUnseen: items === undefined };
  }
}

/** Numbers are scanned, words are typed. */
const isWord = (code: string) => code.length >= 2 && code.length <= 60 && !/^\d{8,}$/.test(code);

async function candidatesFor(code: string, kinds: readonly ('goods' | 'place')[]): Promise<Candidate[]> {
  if (!isWord(code)) return [];
  const found = async (path: string, where = '') =>
    (
      await request<{ items: { id: number; title: string; subtitle?: string | null }[] }>(
        `${path}/pick?q=${encodeURIComponent(code)}&limit=6${where}`,
      )
    ).items.map(({ id, title, subtitle = null }) => ({ key: `${path}/${id}`, title, subtitle }));
  const lists = await Promise.all([
    kinds.includes('goods') ? found(variant.path) : [],
    kinds.includes('place') ? found(location.path, '&filter[kind]=storage') : [],
  ]);
  return lists.flat();
}

interface ScanOptions {
  work: Work;
  handle: Handle;
  /** Article in the hand: its lots are meant first. */
  near?: number | undefined;
  /** What is offered by name where nobody knows the code. */
  offers: readonly ('goods' | 'place')[];
  /** Any text means something here: a lot that comes in for the first time. */
  takesAnything?: boolean;
}

/** Says what each scan means, one after the other in the order in which they were read. */
export function useScan({ work, handle, near, offers, takesAnything = false }: ScanOptions) {
  const text = useText();
  const [candidates, setCandidates] = useState<readonly Candidate[]>([]);
  const latest = useRef({ handle, near, offers, takesAnything, work });
  useLayoutEffect(() => {
    latest.current = { handle, near, offers, takesAnything, work };
  });
  const last = useRef<Reading | null>(null);
  const chain = useRef(Promise.resolve());
  const read = async (code: string, reading: Reading) => {
    try {
      const scan = await ask(code, latest.current.near);
      const now = latest.current;
      const isUnknown = scan.items.length === 0 && !scan.isUnseen && !now.takesAnything;
      const offered = isUnknown ? await candidatesFor(scan.code, now.offers) : [];
      // The next scan in the chain sees what this one has changed.
      flushSync(() => {
        setCandidates(offered);
        if (offered.length > 0) now.work.say('note', text.t('stock.work.which', { code: scan.code }));
        else reading.isPosted = now.handle(scan);
      });
    } catch (error) {
      const { title, body } = faultText(error, text);
      latest.current.work.say('wrong', [title, body].filter(Boolean).join(' '));
    }
  };
  const onScan = (code: string) => {
    const now = Date.now();
    if (isDouble(last.current, code, now)) return work.say('note', text.t('stock.work.double', { code }));
    const reading: Reading = { code, at: now, isPosted: false };
    last.current = reading;
    chain.current = chain.current.then(() => read(code, reading));
  };
  return {
    onScan,
    candidates,
    choose: (candidate: Candidate) => {
      setCandidates([]);
      onScan(candidate.title);
    },
  };
}
