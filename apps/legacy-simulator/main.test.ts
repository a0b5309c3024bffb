import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { ask } from './test-client.ts';

const program = fileURLToPath(new URL('main.ts', import.meta.url));
let child: ChildProcess | undefined;

afterEach(() => {
  child?.kill('SIGKILL');
});

function run(...options: string[]): ChildProcess {
  child = spawn(process.execPath, [program, ...options], { stdio: ['ignore', 'pipe', 'pipe'] });
  return child;
}

async function firstOutput(stream: 'stdout' | 'stderr'): Promise<string> {
  const [chunk] = (await once(child?.[stream] as NodeJS.ReadableStream, 'data')) as [Buffer];
  return chunk.toString('utf8');
}

describe('the command line', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('serves what it was told, and ends on %s at once', async (signal) => {
    const options = ['--port', '0', '--families', '60', '--variants', '150', '--mode', 'v18', '--no-broken'];
    const process = run(...options, '--fault', 'maxSessions=1', '--fault', 'envelope=value');
    const line = await firstOutput('stdout');
    const [, url] =
      /^legacy simulator ready on (http:\/\/127\.0\.0\.1:\d+)\/rest \(v18, 60 families, 150 variants\)\n$/.exec(
        line,
      ) ?? [line];
    expect((await ask(`${url}/rest/$info`)).cookies.map(([name]) => name)).toEqual(['WASID4D']);
    expect((await ask(`${url}/rest/$info`)).status).toBe(402);
    const faults = await ask(`${url}/simulator/faults`);
    expect(faults.json).toMatchObject({ maxSessions: 1, envelope: 'value' });
    expect((await ask(`${url}/simulator/data-set`)).json).toMatchObject({
      totals: { variants: 150 },
      traps: { broken: [] },
    });
    const begin = performance.now();
    process.kill(signal);
    const [code] = (await once(process, 'exit')) as [number];
    expect(code).toBe(0);
    // A connection that is kept open would hold it for five seconds.
    expect(performance.now() - begin).toBeLessThan(4000);
  });

  it.each([
    [['--port', 'http'], '--port must be a number: http'],
    [['--mode', 'v11'], 'unknown mode: v11'],
    [['--fault', 'slow=1'], 'unknown fault: slow'],
    [['--families', '5'], 'at least 60 families'],
  ])('explains what is wrong with %j', async (options, message) => {
    const process = run('--port', '0', ...options);
    const [error, [code]] = await Promise.all([firstOutput('stderr'), once(process, 'exit')]);
    expect(error).toContain(message);
    expect(code).toBe(1);
  });
});
