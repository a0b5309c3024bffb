import { boundaryRules } from './tests/arch/boundary-rules.ts';
import { cruiseSettings } from './tests/arch/cruise-settings.ts';
import { readManifests } from './tests/arch/read-manifests.ts';

export default { forbidden: boundaryRules(await readManifests(import.meta.dirname)), options: cruiseSettings };
