import { readFile, writeFile } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'
import type { Command } from 'commander'
import { Refusal } from '../../platform/server/refusal.ts'
import type { Answer } from './answer.ts'
import { criteria, type Method, methods, type Problem, type Wishes } from './problem.ts'

interface Options {
  readonly json?: boolean
  readonly method?: string
  readonly criterion?: string
  readonly gamma?: string
  readonly epsilon?: string
  readonly threads?: string
  readonly iterations?: string
  readonly seconds?: string
  readonly out?: string
}

/** `forecourt solve MODEL.json`: a decision process, told in a file, solved. */
export function registerSolve(program: Command): void {
  program
    .command('solve <model>')
    .description('solve a Markov decision process: JSON or binary (MDP1); - reads the standard input')
    .option('--json', 'print { V, Q, policy, optimalActions, gain, … } for a program')
    .option('--method <method>', `${methods.join(', ')}; by default what suits the problem`)
    .option('--criterion <criterion>', `${criteria.join(', ')}; instead of that of the file`)
    .option('--gamma <factor>', 'discount, instead of that of the file')
    .option('--epsilon <difference>', 'how far values may be from the optimum; by default 1e-6')
    .option('--threads <count>', 'for modified-policy-iteration; by default 1')
    .option('--iterations <count>', 'answer the best so far after as many')
    .option('--seconds <count>', 'answer the best so far after as long')
    .option('--out <file>', 'write V and policy there: JSON by its ending, else float64 V then int32 policy')
    .action((path: string, options: Options) => solve(path, options))
}

async function solve(path: string, options: Options): Promise<void> {
  const wishes = readWishes(options)
  const { listedStateCount, solveProblem } = await import('./solve-problem.ts')
  const { presentJson, presentText } = await import('./answer.ts')
  const bytes = await readBytes(path)
  const isBinary = bytes.subarray(0, 4).toString('latin1') === 'MDP1'
  const json = isBinary ? null : parseJson(path, bytes)
  const { answerReachability, readReachability } = await import('./reachability.ts')
  const asked = readReachability(json)
  if (asked) {
    const found = await orRefuse([RangeError, TypeError], () => answerReachability(asked, wishes))
    const lines = Object.entries(found).map(([name, each]) => `${name} ${JSON.stringify(each)}\n`)
    process.stdout.write(options.json ? `${JSON.stringify(found)}\n` : lines.join(''))
    return
  }
  const problem = await readGiven(json, bytes, wishes)
  const begun = performance.now()
  const answer = await orRefuse([RangeError], () => solveProblem(problem, wishes))
  const seconds = (performance.now() - begun) / 1000
  if (options.out) await writeOut(options.out, answer)
  const isListed = !options.out && problem.model.stateCount <= listedStateCount
  const { criterion, gamma, model } = problem
  const notes = [...problem.notes, ...(isListed ? [] : [whereListsAre(options.out)])]
  const circumstances = { criterion, gamma, model, seconds, notes, isListed }
  process.stdout.write(
    options.json
      ? `${JSON.stringify(presentJson(answer, circumstances))}\n`
      : presentText(answer, circumstances),
  )
}

function readWishes(options: Options): Wishes {
  const method = methods.find(each => each === options.method)
  if (options.method !== undefined && !method)
    throw new Refusal(`There is no method ${options.method}: take one of ${methods.join(', ')}.`)
  const criterion = criteria.find(each => each === options.criterion)
  if (options.criterion !== undefined && !criterion)
    throw new Refusal(`There is no criterion ${options.criterion}: take one of ${criteria.join(', ')}.`)
  return {
    ...(criterion && { criterion }),
    ...(method && ({ method } satisfies { method: Method })),
    ...numberOf(options, 'gamma', value => value >= 0 && value <= 1, 'a number from 0 to 1'),
    ...numberOf(options, 'epsilon', value => value > 0, 'a number above 0'),
    ...numberOf(options, 'threads', value => Number.isInteger(value) && value >= 1, 'a whole number from 1'),
    ...numberOf(
      options,
      'iterations',
      value => Number.isInteger(value) && value >= 1,
      'a whole number from 1',
    ),
    ...numberOf(options, 'seconds', value => value >= 0, 'a number from 0'),
  }
}

function numberOf<Name extends keyof Options & keyof Wishes>(
  options: Options,
  name: Name,
  fits: (value: number) => boolean,
  what: string,
): Partial<Record<Name, number>> {
  const text = options[name]
  if (text === undefined) return {}
  const value = Number(text)
  if (String(text).trim() === '' || !Number.isFinite(value) || !fits(value))
    throw new Refusal(`--${name} ${text} is not ${what}.`)
  return { [name]: value } as Partial<Record<Name, number>>
}

/** From JSON, or where that is null from the binary form. */
async function readGiven(json: unknown, bytes: Buffer, wishes: Wishes): Promise<Problem> {
  const { readProblem, problemOfModel } = await import('./read-problem.ts')
  const { readBinaryModel } = await import('../../../packages/mdp/index.ts')
  return orRefuse([RangeError, TypeError], () =>
    bytes.subarray(0, 4).toString('latin1') === 'MDP1'
      ? problemOfModel(readBinaryModel(ownBuffer(bytes), { shared: (wishes.threads ?? 1) > 1 }), wishes)
      : readProblem(json, wishes),
  )
}

async function readBytes(path: string): Promise<Buffer> {
  if (path === '-') return buffer(process.stdin)
  return readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw new Refusal(
      `${path} cannot be read: ${error.code === 'ENOENT' ? 'there is no such file' : error.message}.`,
    )
  })
}

/** The bytes alone: small buffers share one with others. */
function ownBuffer({ buffer: shared, byteOffset, byteLength }: Buffer): ArrayBuffer | SharedArrayBuffer {
  if (byteOffset === 0 && byteLength === shared.byteLength) return shared
  return shared.slice(byteOffset, byteOffset + byteLength)
}

function parseJson(path: string, bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch (error) {
    throw new Refusal(`${path} is neither JSON nor a binary model: ${(error as Error).message}`)
  }
}

/** What the engine says of the model is for the operator; anything else is ours. */
async function orRefuse<T>(
  kinds: readonly (typeof RangeError | typeof TypeError)[],
  work: () => T | Promise<T>,
): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Error && kinds.some(kind => error instanceof kind)) throw new Refusal(error.message)
    throw error
  }
}

async function writeOut(path: string, { V, bias_relative_to_state0: bias, policy }: Answer): Promise<void> {
  const value = V ?? bias ?? new Float64Array()
  const actions = policy ?? new Int32Array()
  const content = path.endsWith('.json')
    ? `${JSON.stringify({ V: Array.from(value), policy: Array.from(actions) })}\n`
    : Buffer.concat([value, actions].map(each => Buffer.from(each.buffer, each.byteOffset, each.byteLength)))
  await writeFile(path, content).catch((error: Error) => {
    throw new Refusal(`${path} cannot be written: ${error.message}.`)
  })
}

function whereListsAre(out: string | undefined): string {
  if (out) return `V and policy are in ${out}; Q and optimalActions are left out`
  return 'V, Q, policy and optimalActions are left out, being long: --out FILE writes V and policy'
}
