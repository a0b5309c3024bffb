import type { RestAnswer } from './answer-rest.ts';
import { type Faults, strike } from './faults.ts';
import type { RowStore } from './row-store.ts';

/** An answer as it goes out; `cut` ends the connection instead, before the body or after half of it. */
export interface SpoiltAnswer extends RestAnswer {
  contentType?: string;
  cut?: 'before' | 'midway';
}

const loginPage =
  '<!DOCTYPE html><html><head><title>4D Web Server</title></head><body><h1>Wartungsarbeiten</h1></body></html>';

/** Puts the counted faults on an answer with rows; of those that exclude each other one strikes per answer. */
export function spoilAnswer(answer: RestAnswer, faults: Faults, store: RowStore): SpoiltAnswer {
  if (answer.listed === undefined) return answer;
  if (faults.faultsAfter > 0) {
    faults.faultsAfter--;
    return answer;
  }
  // Read before the rows move: the page is what the client saw.
  const first = /"__KEY":"([^"]+)"/.exec(answer.body)?.[1];
  if (strike(faults, 'insertBetweenPages')) store.insertLookAlike(answer.listed);
  if (first !== undefined && strike(faults, 'removeBetweenPages')) store.delete(answer.listed, first);
  if (strike(faults, 'cutConnection')) return { ...answer, cut: 'before' };
  if (strike(faults, 'serverError')) return { ...answer, status: 500, body: '{"__ERROR":[]}' };
  if (strike(faults, 'garbage')) return { ...answer, contentType: 'text/html; charset=UTF-8', body: loginPage };
  if (strike(faults, 'truncateJson')) return { ...answer, body: answer.body.slice(0, answer.body.length / 2) };
  if (strike(faults, 'cutMidway')) return { ...answer, cut: 'midway' };
  return answer;
}
