import type { App } from '#kernel/server/app.ts';
import type { RuleCount } from '../../contract/index.ts';
import { ruleCodes } from '../../contract/index.ts';
import { summarize } from '../find/count-findings.ts';

type Print = (line: string) => void;

/**
 * `kontor quality [--json] [--only=rule,…]`: the counts of `GET quality/summary`, as the system sees them.
 *
 * @returns the exit code: 0 no errors (warnings and hints are none), 1 errors, 2 a rule that does not exist
 */
export async function runQuality(app: App, options: { json: boolean; only?: string[] }, print: Print): Promise<number> {
  const unknown = options.only?.filter((code) => !(ruleCodes as readonly string[]).includes(code)) ?? [];
  if (unknown.length > 0) {
    print(`unknown rule: ${unknown.join(', ')}; there are ${ruleCodes.join(', ')}`);
    return 2;
  }
  const summary = await summarize(app.systemCtx('cli'), options.only);
  if (options.json) print(JSON.stringify(summary, null, 2));
  else {
    for (const count of summary.rules) print(lineOf(app, count));
    const { errors, warnings, hints, accepted } = summary;
    print(`${errors} errors, ${warnings} warnings, ${hints} hints, ${accepted} accepted as intended`);
  }
  return summary.errors > 0 ? 1 : 0;
}

function lineOf(app: App, { code, severity, open, accepted }: RuleCount): string {
  const name = app.texts.say('en', `quality.acceptance.value.rule.${code}`);
  const rest = accepted > 0 ? ` (${accepted} accepted)` : '';
  return `${(open === 0 ? 'ok' : severity).padEnd(8)} ${String(open).padStart(6)}  ${name}${rest} [${code}]`;
}
