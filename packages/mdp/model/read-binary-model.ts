import { allocateModel } from '../fast/allocate-model.ts'
import type { Model } from '../model.ts'
import { checkModel } from './check-model.ts'

const headBytes = 16

/** Reads a model from its binary form: "MDP1", int32 S, A, K; int32 successor[S·A·K]; float64 probability[S·A·K];
 *  float64 reward[S·A]; index ((s·A)+a)·K+k, little endian. The model is placed by `allocateModel`, so that
 *  `modifiedPolicyIteration` solves it without another copy; the buffer is not needed any more.
 *  @param options shared: for `modifiedPolicyIterationInThreads`, as `allocateModel` has it
 *  @throws TypeError unless the head and the size fit; RangeError that names the entry which is not possible
 *  Complexity: two passes over the entries.
 *  @example
 *  const file = new DataView(new ArrayBuffer(16 + 4 + 8 + 8))
 *  for (const [i, letter] of [...'MDP1'].entries()) file.setUint8(i, letter.charCodeAt(0))
 *  for (const offset of [4, 8, 12]) file.setInt32(offset, 1, true)
 *  file.setFloat64(20, 1, true)
 *  file.setFloat64(28, 7, true)
 *  readBinaryModel(file.buffer).reward // → [7]
 */
export function readBinaryModel(
  buffer: ArrayBuffer | SharedArrayBuffer,
  options: { readonly shared?: boolean } = {},
): Model {
  const { states, actions, successors } = readHead(buffer)
  const rows = states * actions
  const entries = rows * successors
  const bytes = headBytes + entries * 12 + rows * 8
  if (buffer.byteLength !== bytes)
    throw new TypeError(
      `The model has ${buffer.byteLength} bytes; ${states} states × ${actions} actions × ${successors} successors take ${bytes}.`,
    )
  const model = allocateModel({ stateCount: states, rowCount: rows, entryCount: entries }, options)
  for (let s = 0; s <= states; s++) model.rowStart[s] = s * actions
  for (let row = 0; row < rows; row++) model.action[row] = row % actions
  for (let row = 0; row <= rows; row++) model.entryStart[row] = row * successors
  const copy = (into: Int32Array | Float64Array, from: number) =>
    new Uint8Array(into.buffer, into.byteOffset, into.byteLength).set(
      new Uint8Array(buffer, from, into.byteLength),
    )
  copy(model.successor, headBytes)
  copy(model.probability, headBytes + entries * 4)
  copy(model.reward, headBytes + entries * 12)
  return checkModel(model)
}

function readHead(buffer: ArrayBuffer | SharedArrayBuffer) {
  if (new Uint8Array(Uint16Array.of(1).buffer)[0] !== 1)
    throw new TypeError('This machine is big endian; the binary form of a model is little endian.')
  if (buffer.byteLength < headBytes)
    throw new TypeError(`The model has ${buffer.byteLength} bytes; its head alone takes ${headBytes}.`)
  const head = new DataView(buffer)
  const magic = String.fromCharCode(...new Uint8Array(buffer, 0, 4))
  if (magic !== 'MDP1')
    throw new TypeError(`The model begins with ${JSON.stringify(magic)}, not with "MDP1".`)
  const [states, actions, successors] = [4, 8, 12].map(offset => head.getInt32(offset, true)) as [
    number,
    number,
    number,
  ]
  for (const [name, count] of Object.entries({ states, actions, successors }))
    if (count < 1)
      throw new RangeError(`The head of the model says ${count} ${name}; there must be at least 1.`)
  if (states * actions * successors > 2 ** 31 - 1)
    throw new RangeError(`${states} × ${actions} × ${successors} entries are more than can be indexed.`)
  return { states, actions, successors }
}
