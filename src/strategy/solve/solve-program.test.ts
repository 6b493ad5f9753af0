import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { averagePolicyIteration, type Model } from '../../../packages/mdp/index.ts'
import { drawModel, type RandomModelSize } from '../../../packages/mdp/testing/random-model.ts'
import { twoStates } from './two-states.fixtures.ts'

const program = join(import.meta.dirname, '../../../bin/forecourt.mjs')
const bandSize = { states: 600, actions: 3, successors: 4, band: 10, seed: 7 }
let folder: string
const at = (name: string) => join(folder, name)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'forecourt-solve-'))
  await writeFile(at('two.json'), JSON.stringify({ inputs: twoStates }))
  await writeFile(at('band.mdp'), writeBinary(drawModel(bandSize), bandSize))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('the program forecourt solve', () => {
  it('reads the standard input and prints one object with every field that was promised', async () => {
    const { stdout, stderr, code } = await run(['solve', '-', '--json'], JSON.stringify(twoStates))
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const answer = JSON.parse(stdout)
    const promised = ['V', 'Q', 'policy', 'optimalActions', 'gain', 'iterations', 'residual', 'converged']
    expect(Object.keys(answer)).toEqual(expect.arrayContaining([...promised, 'seconds']))
    expect(answer.V[0]).toBeCloseTo(-60 / 7, 9)
    expect(stdout.trim().split('\n')).toHaveLength(1)
  })

  it('writes V and policy as JSON, or as the bytes of float64 and int32', async () => {
    const [json, bytes] = await Promise.all([
      run(['solve', at('two.json'), '--json', '--out', at('out.json')]),
      run(['solve', at('two.json'), '--json', '--out', at('out.bin')]),
    ])
    expect([json.code, bytes.code]).toEqual([0, 0])
    const { V, policy } = JSON.parse(await readFile(at('out.json'), 'utf8'))
    const written = await readFile(at('out.bin'))
    expect(written).toHaveLength(2 * 8 + 2 * 4)
    expect([written.readDoubleLE(0), written.readDoubleLE(8)]).toEqual(V)
    expect([written.readInt32LE(16), written.readInt32LE(20)]).toEqual(policy)
    expect(JSON.parse(json.stdout)).toMatchObject({ V: null, policy: null, converged: true })
  })

  it('solves a binary model by two threads to the digits of one', async () => {
    const options = ['--gamma', '0.99', '--json']
    const answers = await Promise.all(
      ['1', '2'].map(threads => run(['solve', at('band.mdp'), ...options, '--threads', threads])),
    )
    const [one, two] = answers.map(({ stdout }) => JSON.parse(stdout))
    expect(one).toMatchObject({ converged: true, nStates: 600 })
    expect(two.V).toEqual(one.V)
    expect(two.policy).toEqual(one.policy)
  })

  it('answers the best so far, with bounds, when its seconds are over', async () => {
    const options = [
      '--method',
      'relative-value-iteration',
      '--epsilon',
      '1e-13',
      '--seconds',
      '0.1',
      '--json',
    ]
    const { stdout, code } = await run(['solve', at('band.mdp'), ...options])
    const { converged, gain, bounds, seconds } = JSON.parse(stdout)
    expect([code, converged]).toEqual([0, false])
    expect(seconds).toBeLessThan(5)
    const { gain: exact } = averagePolicyIteration(drawModel(bandSize))
    expect(gain - bounds.below).toBeLessThanOrEqual(exact)
    expect(gain + bounds.above).toBeGreaterThanOrEqual(exact)
  })

  const faults: [what: string, content: string, message: RegExp][] = [
    ['no JSON', '{"nStates": 2', /^.*is neither JSON nor a binary model: .*\n$/],
    ['no states', '{"rewards": []}', /^.*nStates is missing.*\n$/],
    [
      'a state that does not exist',
      JSON.stringify({ ...twoStates, transitions: [[0, 0, 9, 1]] }),
      /^.*transitions row 0 \[0,0,9,1\]: state 9 does not exist; states are 0 … 1\.\n$/,
    ],
  ]
  for (const [what, content, message] of faults)
    it(`refuses ${what} in one sentence, and prints nothing else`, async () => {
      const { stdout, stderr, code } = await run(['solve', '-', '--json'], content)
      expect({ stdout, code }).toEqual({ stdout: '', code: 1 })
      expect(stderr).toMatch(message)
    })
})

function run(args: string[], input = ''): Promise<{ stdout: string; stderr: string; code: number }> {
  return new Promise(resolve => {
    const child = execFile(process.execPath, [program, ...args], (error, stdout, stderr) =>
      resolve({ stdout, stderr, code: error ? Number(error.code) : 0 }),
    )
    child.stdin?.end(input)
  })
}

function writeBinary(model: Model, { states, actions, successors }: RandomModelSize): Buffer {
  const head = Buffer.alloc(16)
  head.write('MDP1', 'latin1')
  for (const [i, count] of [states, actions, successors].entries()) head.writeInt32LE(count, 4 + 4 * i)
  const parts = [model.successor, model.probability, model.reward]
  return Buffer.concat([head, ...parts.map(part => Buffer.from(part.buffer))])
}
