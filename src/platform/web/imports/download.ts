import type { Contract } from '../../contract.ts'
import { send } from '../answers/client.ts'
import { fileNameOf, keepFile } from '../kit/ExportButton.tsx'
import { problemNotice } from '../kit/problem-notice.ts'

interface Asked {
  params: Record<string, string>
  query?: Record<string, string>
}

/** Fetches a file and hands it to the browser under the server's name; a refusal is said at the foot. */
export async function download(contract: Contract, asked: Asked, name: string) {
  try {
    const answer = await send(contract, asked)
    keepFile(await answer.blob(), fileNameOf(answer) ?? name)
  } catch (failure) {
    problemNotice(failure)
  }
}
