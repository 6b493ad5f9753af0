import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, relative } from 'node:path'

/** A file and what it imports: paths from the root for files of the house, names for packages. */
export interface SourceFile {
  readonly path: string
  readonly text: string
}

export interface Breach {
  readonly wall: string
  readonly from: string
  readonly to: string
}

interface Wall {
  readonly name: string
  readonly from: RegExp
  readonly notFrom?: RegExp
  readonly to: RegExp
  readonly notTo?: RegExp
}

const slices = ['network', 'customers', 'inventory', 'sales', 'aftersales', 'analytics', 'strategy']
const server = String.raw`\.(routes|sql|jobs)\.ts$|^src/platform/server/|^src/(server|cli)\.ts$`

const walls: readonly Wall[] = [
  {
    name: 'a screen reaches the server only through its contract',
    from: /\.tsx$|^src\/platform\/web\//,
    to: new RegExp(server),
  },
  {
    name: 'what a browser runs imports no node module',
    from: /\.tsx$|^src\/platform\/web\/|\.(contract|rules)\.ts$/,
    notFrom: /\.test\.tsx?$/,
    to: /^node:/,
  },
  {
    name: 'a contract imports zod, contracts and pure platform files',
    from: /\.contract\.ts$/,
    to: /./,
    notTo: /^zod$|\.contract\.ts$|^src\/platform\/[a-z-]+\.ts$|\.rules\.ts$/,
  },
  {
    name: 'rules are pure',
    from: /\.rules\.ts$/,
    to: new RegExp(String.raw`${server}|\.tsx$`),
    notTo: /^src\/platform\/server\/(database\/generated|scope)\.ts$/, // pure themselves
  },
  { name: 'a statement speaks only to the database', from: /\.sql\.ts$/, to: /\.routes\.ts$|\.tsx$/ },
  {
    name: 'the platform knows no slice',
    from: /^src\/platform\//,
    notFrom: /^src\/platform\/server\/(testing|commands)\//,
    to: new RegExp(`^src/(${slices.join('|')})/`),
  },
  ...['mdp', 'forecast', 'stocking'].map(engine => ({
    name: `packages/${engine} is pure: it imports its own files and small numeric libraries`,
    from: new RegExp(`^packages/${engine}/`),
    notFrom: /\.(test|large|node)\.ts$|^packages\/[a-z]+\/(bench|testing)\//,
    to: /./,
    notTo: new RegExp(`^packages/${engine}/|^@stdlib/stats-base-dists-|^ml-matrix$|^highs$`),
  })),
  ...slices.slice(0, -1).map((slice, index) => ({
    name: `slices import one way: ${slice} does not look up`,
    from: new RegExp(`^src/${slice}/`),
    to: new RegExp(`^src/(${slices.slice(index + 1).join('|')})/`),
  })),
]

/** Every import that goes through a wall. Type imports count: a type can tie two rooms together too. */
export function findBreaches(files: readonly SourceFile[]): Breach[] {
  return files.flatMap(file =>
    importsOf(file).flatMap(to =>
      walls
        .filter(wall => isBreached(wall, file.path, to))
        .map(wall => ({ wall: wall.name, from: file.path, to })),
    ),
  )
}

function isBreached(wall: Wall, from: string, to: string): boolean {
  return wall.from.test(from) && !wall.notFrom?.test(from) && wall.to.test(to) && !wall.notTo?.test(to)
}

/** Static and dynamic imports as the formatter writes them, resolved by path: extensions are explicit here. */
export function importsOf({ path, text }: SourceFile): string[] {
  const specifiers = text.matchAll(
    /(?:^(?:import|export)\b[^'"`;]*?from\s*|^import\s*|\bimport\(\s*)['"]([^'"]+)['"]/gm,
  )
  return [...specifiers].map(([, specifier = '']) =>
    specifier.startsWith('.') ? normalize(join(dirname(path), specifier)) : specifier,
  )
}

export function readSources(root: string): SourceFile[] {
  return ['src', 'packages']
    .flatMap(folder => readdirSync(join(root, folder), { recursive: true, withFileTypes: true }))
    .filter(entry => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map(entry => join(entry.parentPath, entry.name))
    .map(path => ({ path: relative(root, path), text: readFileSync(path, 'utf8') }))
}
