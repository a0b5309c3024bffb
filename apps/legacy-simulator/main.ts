import { enableCompileCache } from 'node:module';
import { parseArgs } from 'node:util';
import { type Faults, readFaults } from './faults.ts';
import type { ServerMode } from './sessions.ts';

const usage = `node apps/legacy-simulator/main.ts [options]

  --port N            port on 127.0.0.1 (8093)
  --seed N            seed of the data set (1)
  --families N        rows of Artikel_Familie (1571)
  --variants N        rows of Artikel_Variante (4319)
  --no-broken         leave out the rows that cannot be imported
  --mode v18|v19|v20  generation of the server (v19)
  --fault name=value  switch a fault on; may be repeated
`;

const modes: readonly ServerMode[] = ['v18', 'v19', 'v20'];

function readArguments() {
  const { values } = parseArgs({
    allowNegative: true,
    options: {
      port: { type: 'string', default: '8093' },
      seed: { type: 'string', default: '1' },
      families: { type: 'string', default: '1571' },
      variants: { type: 'string', default: '4319' },
      broken: { type: 'boolean', default: true },
      mode: { type: 'string', default: 'v19' },
      fault: { type: 'string', multiple: true, default: [] },
      help: { type: 'boolean', default: false },
    },
  });
  const mode = modes.find((known) => known === values.mode);
  if (!mode) throw new TypeError(`unknown mode: ${values.mode}`);
  const faults: Partial<Faults> = readFaults(values.fault);
  return {
    help: values.help,
    port: readNumber('port', values.port),
    seed: readNumber('seed', values.seed),
    families: readNumber('families', values.families),
    variants: readNumber('variants', values.variants),
    broken: values.broken,
    mode,
    faults,
  };
}

function readNumber(name: string, text: string): number {
  if (!/^\d+$/.test(text)) throw new TypeError(`--${name} must be a number: ${text}`);
  return Number(text);
}

async function main(): Promise<void> {
  const { help, ...options } = readArguments();
  if (help) {
    process.stdout.write(usage);
    return;
  }
  // Nothing here is worth saving.
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => process.exit(0));
  // Spares each start but the first the stripping of types; hence the late import.
  enableCompileCache();
  const { startLegacySimulator } = await import('./simulator.ts');
  const { url, dataSet } = await startLegacySimulator(options);
  const { families, variants } = dataSet.totals;
  console.log(`legacy simulator ready on ${url}/rest (${options.mode}, ${families} families, ${variants} variants)`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  process.exit(1);
});
