import { provideProgram } from './debian-package.ts';

/**
 * The path of a Chromium for tests in the browser: the one that `KONTOR_TEST_CHROMIUM` names, else Debian's, which is
 * installed where it can be; throws with what to install where it cannot.
 */
export async function ensureChromium(): Promise<string> {
  return (
    process.env.KONTOR_TEST_CHROMIUM ||
    provideProgram(['chromium', 'chromium-browser'], ['chromium', 'fonts-liberation'])
  );
}
