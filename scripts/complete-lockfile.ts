/**
 * Adds to package-lock.json the platform packages (optional binaries for other systems) that the registry at hand
 * does not serve. `npm ci` refuses a lockfile in which a declared optional package is missing, even one for a foreign
 * system that it would never install; an entry with its version and platform is enough. Run after `npm install`.
 */
import { readFileSync, writeFileSync } from 'node:fs';

interface LockEntry {
  version?: string;
  dev?: boolean;
  optional?: boolean;
  os?: string[];
  cpu?: string[];
  libc?: string[];
  optionalDependencies?: Record<string, string>;
}

interface Lockfile {
  packages: Record<string, LockEntry>;
}

const SYSTEMS = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32'];
const CPUS = ['arm64', 'arm', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'x64'];
const EXACT_VERSION = /^\d+\.\d+\.\d+/;

/** The platform that a binary package names itself after, for example `…-linux-arm64-musl`. */
function platformOf(name: string): Pick<LockEntry, 'os' | 'cpu' | 'libc'> {
  const words = name.split(/[-/]/);
  const os = SYSTEMS.filter((system) => words.includes(system));
  const cpu = CPUS.filter((arch) => words.includes(arch));
  const libc = words.some((word) => word.startsWith('musl')) ? ['musl'] : [];
  return { ...(cpu.length > 0 && { cpu }), ...(libc.length > 0 && { libc }), ...(os.length > 0 && { os }) };
}

function isLocked(packages: Record<string, LockEntry>, parent: string, name: string): boolean {
  for (let path = parent; ; path = path.slice(0, path.lastIndexOf('/node_modules/'))) {
    if (`${path}/node_modules/${name}` in packages) return true;
    if (!path.includes('/node_modules/')) return `node_modules/${name}` in packages;
  }
}

/** Fills in the missing optional packages of a parsed lockfile; returns their names. */
function completeLockfile(lockfile: Lockfile): string[] {
  const { packages } = lockfile;
  const added: string[] = [];
  for (const [path, entry] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      if (!EXACT_VERSION.test(version) || isLocked(packages, path, name)) continue;
      packages[`node_modules/${name}`] = {
        version,
        ...(entry.dev && { dev: true }),
        ...platformOf(name),
        optional: true,
      };
      added.push(name);
    }
  }
  const byPath = ([a]: [string, LockEntry], [b]: [string, LockEntry]) => a.localeCompare(b, 'en');
  lockfile.packages = Object.fromEntries(Object.entries(packages).sort(byPath));
  return added;
}

const file = new URL('../package-lock.json', import.meta.url);
const lockfile = JSON.parse(readFileSync(file, 'utf8')) as Lockfile;
const added = completeLockfile(lockfile);
if (added.length > 0) writeFileSync(file, `${JSON.stringify(lockfile, null, 2)}\n`);
console.log(`${added.length} platform packages added to package-lock.json`);
