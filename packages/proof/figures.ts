import { makeFigures as forecastFigures } from '../forecast/bench/figures.ts'
import { makeFigures as decisionFigures } from '../mdp/bench/figures.ts'
import { makeFigures as stockFigures } from '../stocking/bench/figures.ts'
import { drawFigures } from './draw-figures.ts'

/** Draws every picture of docs/engines anew.
 *  @returns their paths */
export function drawAllFigures(folder: string): Promise<string[]> {
  return drawFigures(folder, [decisionFigures, forecastFigures, stockFigures])
}
