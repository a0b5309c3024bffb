import { vi } from 'vitest';

vi.mock('#apps/server/modules.ts', async (original) => {
  const { modules } = await original<typeof import('#apps/server/modules.ts')>();
  const { legacyServer } = await import('./server/index.ts');
  return { modules: modules.some((m) => m.contract.module.name === 'legacy') ? modules : [...modules, legacyServer] };
});
await import('../../tests/contract/labels.test.ts');
