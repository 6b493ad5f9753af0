import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { transform } from 'esbuild'

/** An `@example` of an exported function. */
export interface DocstringExample {
  readonly name: string
  readonly file: string
  /** null: the function has none */
  readonly code: string | null
}

/** What one line of an example is expected to give. */
interface Expectation {
  readonly kind: 'about' | 'exactly' | 'throws'
  readonly value: string
}

/** Every function that the package's door lets out, with the example of its docstring. */
export function readExamples(folder: string, door: Readonly<Record<string, unknown>>): DocstringExample[] {
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(path => path.endsWith('.ts') && !/\.(test|large)\.ts$/.test(path) && path !== 'index.ts')
    .map(path => ({ path, text: readFileSync(join(folder, path), 'utf8') }))
  return Object.keys(door)
    .filter(name => typeof door[name] === 'function')
    .map(name => findExample(name, sources))
}

function findExample(name: string, sources: { path: string; text: string }[]): DocstringExample {
  const declaration = new RegExp(String.raw`^export (?:async )?(?:function\*?|class|const) ${name}\b`, 'm')
  for (const { path, text } of sources) {
    const at = text.match(declaration)?.index
    if (at === undefined) continue
    const before = text.slice(0, at).trimEnd()
    const docstring = before.endsWith('*/') ? before.slice(before.lastIndexOf('/**')) : ''
    return { name, file: path, code: codeOf(docstring) }
  }
  throw new Error(`No file declares ${name}, which the door lets out.`)
}

function codeOf(docstring: string): string | null {
  const [, after] = docstring.split(/@example\s/)
  if (after === undefined) return null
  return after
    .split(/^\s*\*\s*@\w/m)[0]!
    .replace(/\*\/\s*$/, '')
    .split('\n')
    .map(line => line.replace(/^\s*\* {0,2}/, ''))
    .join('\n')
    .trim()
}

/** Runs an example with everything of the door in scope.
 *  @returns how many expectations held
 *  @throws Error that quotes the line whose expectation does not hold */
export async function runExample({ name, code }: DocstringExample, door: Readonly<Record<string, unknown>>) {
  if (code === null) throw new Error(`${name} has no @example in its docstring.`)
  const lines: Expectation[] = []
  const source = code
    .split('\n')
    .map(line => checked(line, lines))
    .join('\n')
  const { code: script } = await transform(`async function example() {${source}\n}`, { loader: 'ts' })
  const names = Object.keys(door)
  const make = new Function(...names, 'expectation', `${script}\nreturn example()`)
  let held = 0
  await make(...names.map(each => door[each]), async (index: number, line: string, value: () => unknown) => {
    await compare(lines[index]!, value, `${name}: ${line}`)
    held++
  })
  if (held === 0) throw new Error(`The example of ${name} expects nothing: end a line with // ≈ or // →.`)
  return held
}

/** Turns `expression // ≈ 1.5` into a call that compares. */
function checked(line: string, expectations: Expectation[]): string {
  const match = line.match(/^(?<code>.*?)\s*\/\/\s*(?<mark>≈|→|throws)\s*(?<value>.*)$/)
  if (!match?.groups) return line
  const { code = '', mark, value = '' } = match.groups
  const kind = mark === '≈' ? 'about' : mark === '→' ? 'exactly' : 'throws'
  const index = expectations.push({ kind, value: value.trim() }) - 1
  const assigned = code.match(/^(?:const|let)\s+(\w+)\b[^=]*=(?!=)/)?.[1]
  if (assigned)
    return `${code}\nawait expectation(${index}, ${JSON.stringify(line)}, async () => ${assigned})`
  return `await expectation(${index}, ${JSON.stringify(line)}, async () => (${code.replace(/;$/, '')}))`
}

async function compare({ kind, value: wanted }: Expectation, value: () => unknown, line: string) {
  if (kind === 'throws') return expectThrown(wanted, value, line)
  const found = plain(await value())
  const isRight = kind === 'about' ? isAbout(found, wanted) : JSON.stringify(found) === normal(wanted)
  if (!isRight) throw new Error(`${line}\n  gave ${JSON.stringify(found)}`)
}

async function expectThrown(wanted: string, value: () => unknown, line: string) {
  const error = await Promise.resolve(value()).then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof Error)) throw new Error(`${line}\n  threw nothing`)
  if (!`${error.name}: ${error.message}`.includes(wanted)) throw new Error(`${line}\n  threw ${error}`)
}

/** Every number as written: half a unit of its last digit is allowed. */
function isAbout(found: unknown, wanted: string): boolean {
  const numbers = wanted.match(/-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/gi) ?? []
  const values = [found].flat(3)
  if (numbers.length === 0 || numbers.length !== values.length) return false
  return numbers.every((text, index) => Math.abs(Number(values[index]) - Number(text)) <= halfUnit(text))
}

function halfUnit(text: string): number {
  const [mantissa = '', exponent = '0'] = text.toLowerCase().split('e')
  const decimals = mantissa.split('.')[1]?.length ?? 0
  return 0.5000001 * 10 ** (Number(exponent) - decimals)
}

function normal(json: string): string {
  return JSON.stringify(JSON.parse(json))
}

/** Typed arrays as arrays, sets as arrays, so that JSON can say them. */
function plain(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value ?? null, (_, inner: unknown) =>
      ArrayBuffer.isView(inner) && !(inner instanceof DataView)
        ? Array.from(inner as Float64Array)
        : inner instanceof Set
          ? [...inner]
          : inner instanceof Map
            ? Object.fromEntries(inner)
            : inner,
    ),
  )
}
