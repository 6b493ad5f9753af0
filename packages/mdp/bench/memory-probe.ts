import { Worker } from 'node:worker_threads'
import makeWabt from 'wabt'

/** Bytes per second of streaming and of scattered reads, in WebAssembly as the kernel is. */
export interface MemorySpeed {
  readonly streamOne: number
  readonly streamTwo: number
  readonly gatherOne: number
  readonly gatherTwo: number
}

/** a = b + 3 c over 8 million doubles each; sum of 8 million doubles in the order of random indices. */
const length = 8_000_000
const bytesOfTriad = length * 24
const bytesOfGather = length * 12

/** The part that is used; Node's types leave it out. */
interface Engine {
  readonly Memory: new (size: object) => { readonly buffer: SharedArrayBuffer }
}

const text = `(module (import "m" "m" (memory 1 65536 shared))
  (func (export "triad") (param $a i32) (param $b i32) (param $c i32) (param $from i32) (param $to i32) (local $i i32)
    (local.set $i (i32.shl (local.get $from) (i32.const 3)))
    (loop $l
      (v128.store (i32.add (local.get $a) (local.get $i)) (f64x2.add
        (v128.load (i32.add (local.get $b) (local.get $i)))
        (f64x2.mul (f64x2.splat (f64.const 3)) (v128.load (i32.add (local.get $c) (local.get $i))))))
      (local.set $i (i32.add (local.get $i) (i32.const 16)))
      (br_if $l (i32.lt_u (local.get $i) (i32.shl (local.get $to) (i32.const 3))))))
  (func (export "gather") (param $x i32) (param $index i32) (param $from i32) (param $to i32) (result f64)
    (local $i i32) (local $sum f64)
    (local.set $i (local.get $from))
    (loop $l
      (local.set $sum (f64.add (local.get $sum) (f64.load (i32.add (local.get $x) (i32.shl
        (i32.load (i32.add (local.get $index) (i32.shl (local.get $i) (i32.const 2)))) (i32.const 3))))))
      (local.set $i (i32.add (local.get $i) (i32.const 1)))
      (br_if $l (i32.lt_u (local.get $i) (local.get $to))))
    (local.get $sum)))`

const script = `const { parentPort, workerData: { memory, bytes, length } } = require('node:worker_threads')
const { triad, gather } = new WebAssembly.Instance(new WebAssembly.Module(bytes), { m: { m: memory } }).exports
parentPort.on('message', ({ kind, from, to }) => {
  const start = performance.timeOrigin + performance.now()
  const [a, b, c] = [0, length * 8, length * 16]
  if (kind === 'triad') triad(a, b, c, from, to)
  else gather(a, length * 24, from, to)
  parentPort.postMessage([start, performance.timeOrigin + performance.now()])
})`

export async function probeMemory(): Promise<MemorySpeed> {
  const wabt = await makeWabt()
  const bytes = wabt.parseWat('probe.wat', text, { threads: true }).toBinary({}).buffer
  const { WebAssembly: engine } = globalThis as { WebAssembly?: Engine }
  if (!engine) throw new Error('This runtime has no WebAssembly.')
  const memory = new engine.Memory({
    initial: Math.ceil((length * 28) / 65536),
    maximum: 65536,
    shared: true,
  })
  new Float64Array(memory.buffer, 0, length * 3).fill(1)
  const index = new Int32Array(memory.buffer, length * 24, length)
  for (let i = 0, x = 1; i < length; i++) {
    x = (Math.imul(x, 1664525) + 1013904223) >>> 0
    index[i] = x % length
  }
  const workers = [0, 1].map(() => new Worker(script, { eval: true, workerData: { memory, bytes, length } }))
  const best = async (kind: string, count: number) => {
    const times: number[] = []
    for (let run = 0; run < 8; run++) times.push(await runOnce(workers.slice(0, count), kind))
    return Math.min(...times.slice(2))
  }
  try {
    return {
      streamOne: bytesOfTriad / (await best('triad', 1)),
      streamTwo: bytesOfTriad / (await best('triad', 2)),
      gatherOne: bytesOfGather / (await best('gather', 1)),
      gatherTwo: bytesOfGather / (await best('gather', 2)),
    }
  } finally {
    await Promise.all(workers.map(worker => worker.terminate()))
  }
}

/** Seconds from the first start to the last end. */
async function runOnce(workers: Worker[], kind: string): Promise<number> {
  const part = length / workers.length
  const spans = await Promise.all(
    workers.map(
      (worker, i) =>
        new Promise<[number, number]>((resolve, reject) => {
          worker.once('message', resolve).once('error', reject)
          worker.postMessage({ kind, from: i * part, to: (i + 1) * part })
        }),
    ),
  )
  for (const worker of workers) worker.removeAllListeners('error')
  return (Math.max(...spans.map(([, end]) => end)) - Math.min(...spans.map(([start]) => start))) / 1000
}
