import { ApiProblem } from '../../platform/web/answers/api-problem.ts'
import { call } from '../../platform/web/answers/client.ts'
import { readFirstRun } from '../first-run/first-run.contract.ts'
import { clearDemo } from './demo.contract.ts'

const lookEveryMs = 500
const looksMax = 240

/** Empties the demo and waits until the database is empty; answers the code of the first-run page. */
export async function emptyDemo(): Promise<string> {
  const { firstRunCode } = await call(clearDemo, {})
  for (let look = 0; look < looksMax; look++) {
    await new Promise(resolve => setTimeout(resolve, lookEveryMs))
    if (await isEmpty()) return firstRunCode
  }
  throw new ApiProblem(503, {})
}

/** While tables are emptied the question may have to wait, or be refused. */
async function isEmpty(): Promise<boolean> {
  try {
    return (await call(readFirstRun, {})).needed
  } catch {
    return false
  }
}
