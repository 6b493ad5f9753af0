import { describe, expect, it } from 'vitest'
import { memoryOf } from '../fast/allocate-model.ts'
import { readBinaryModel } from '../index.ts'
import { drawModel } from '../testing/random-model.ts'

describe('the binary form', () => {
  for (const successors of [3, 4])
    it(`gives back the model that was written, of ${successors} successors`, () => {
      const model = drawModel({ states: 5, actions: 3, successors, band: 0, seed: 7 })
      expect(readBinaryModel(write(5, 3, successors))).toEqual(model)
    })

  it('lies where the fast method works, shared when that is asked for', () => {
    for (const shared of [false, true]) {
      const model = readBinaryModel(write(5, 3, 3), { shared })
      expect(memoryOf(model)?.buffer).toBe(model.reward.buffer)
      expect(model.reward.buffer instanceof SharedArrayBuffer).toBe(shared)
    }
  })

  const faults: [what: string, fault: (view: DataView) => void, message: RegExp][] = [
    ['another beginning', view => view.setUint8(0, 65), /begins with "ADP1"/],
    ['no states', view => view.setInt32(4, 0, true), /says 0 states/],
    ['a size that does not fit', view => view.setInt32(4, 6, true), /has \d+ bytes; 6 states × 3 actions/],
    ['more than can be indexed', view => view.setInt32(4, 2 ** 30, true), /more than can be indexed/],
    [
      'an unknown successor',
      view => view.setInt32(16 + 8, 5, true),
      /row 0 .*entry 2: state 5 does not exist/,
    ],
    ['a negative successor', view => view.setInt32(16, -1, true), /entry 0: state -1 does not exist/],
    ['NaN', view => view.setFloat64(16 + 240, Number.NaN, true), /entry 0: probability NaN/],
    [
      'a reward whose sums are no numbers',
      view => view.setFloat64(16 + 240 + 480, 1e291, true),
      /row 0 .*reward 1e\+291 is too great/,
    ],
    ['a sum that is not one', view => view.setFloat64(16 + 240 + 32, 1, true), /row 1 .*sum to 1/],
  ]
  for (const [what, fault, message] of faults)
    it(`is refused with ${what}`, () => {
      const buffer = write(5, 3, 4)
      fault(new DataView(buffer))
      expect(() => readBinaryModel(buffer)).toThrow(message)
    })

  it('is refused when it ends in its head', () => {
    expect(() => readBinaryModel(new ArrayBuffer(12))).toThrow(/12 bytes; its head alone takes 16/)
  })
})

function write(states: number, actions: number, successors: number): ArrayBuffer {
  const model = drawModel({ states, actions, successors, band: 0, seed: 7 })
  const head = new Int32Array([0, states, actions, successors])
  new Uint8Array(head.buffer).set([77, 68, 80, 49])
  const parts = [head, model.successor, model.probability, model.reward]
  const bytes = parts.flatMap(part => [...new Uint8Array(part.buffer)])
  return Uint8Array.from(bytes).buffer
}
