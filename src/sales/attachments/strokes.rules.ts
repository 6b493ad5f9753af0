import { z } from 'zod'

/** The pad's own units: a signature drawn on a phone and one drawn with a mouse are of one size. */
export const padWidth = 1000
export const padHeight = 400

/** x, y in the pad's units, and the milliseconds since the first touch. */
export const StrokePoint = z.tuple([
  z.int().min(0).max(padWidth),
  z.int().min(0).max(padHeight),
  z.int().min(0).max(3_600_000),
])
export type StrokePoint = z.infer<typeof StrokePoint>
/** A signature as it was drawn: each stroke from pen down to pen up. */
export const Strokes = z.array(z.array(StrokePoint).min(1).max(4_000)).min(1).max(300)
export type Strokes = z.infer<typeof Strokes>

const pointsMax = 12_000
const inkMin = 150

/** Whether somebody signed: more than a dot or a slip of the finger, and no more than a hand draws. */
export function isSignature(strokes: Strokes): boolean {
  const points = strokes.reduce((sum, stroke) => sum + stroke.length, 0)
  return points <= pointsMax && inkOf(strokes) >= inkMin
}

/** The length of all strokes in the pad's units. */
export function inkOf(strokes: Strokes): number {
  return strokes.reduce((sum, stroke) => sum + lengthOf(stroke), 0)
}

/** One SVG path that draws a signature again.
 *  @example pathOf([[[0, 0, 0], [10, 5, 8]]]) // 'M0 0L10 5' */
export function pathOf(strokes: Strokes): string {
  return strokes.map(strokePath).join('')
}

function strokePath(stroke: Strokes[number]): string {
  const [first, ...rest] = stroke as [StrokePoint, ...StrokePoint[]]
  const start = `M${first[0]} ${first[1]}`
  return rest.length === 0 ? `${start}h0` : start + rest.map(([x, y]) => `L${x} ${y}`).join('')
}

function lengthOf(stroke: Strokes[number]): number {
  return stroke.reduce((sum, [x, y], index) => {
    const [beforeX, beforeY] = stroke[index - 1] ?? [x, y]
    return sum + Math.hypot(x - beforeX, y - beforeY)
  }, 0)
}
