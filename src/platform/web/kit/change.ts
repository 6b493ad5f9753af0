import type { QueryKey } from '@tanstack/react-query'
import { queryClient } from '../answers/answers.ts'
import { kitWords } from './kit.words.ts'
import { notice } from './Notices.tsx'
import { problemNotice } from './problem-notice.ts'

interface Change<Data, Answer> {
  /** The answers on screen that show it: all whose key begins so (`[listSales.name]`). */
  shown: QueryKey
  /** How they look once it is done; must not change its argument. */
  update: (before: Data) => Data
  run: () => Promise<Answer>
  /** What is said afterwards: 'Moved to 试驾'. */
  said: string
  /** The compensating action, offered for eight seconds. */
  undo?: (answer: Answer) => Promise<unknown>
  /** Takes a refusal itself (a conflict shows both values); otherwise it is said at the foot of the screen. */
  onRefused?: (failure: unknown) => void
}
const undoMs = 8_000

/** Shows a change at once, takes it back when the server refuses, and offers to undo it for eight seconds. */
export async function change<Data, Answer>(given: Change<Data, Answer>): Promise<Answer | undefined> {
  const { shown, update, run, said, undo, onRefused } = given
  await queryClient.cancelQueries({ queryKey: shown })
  const before = queryClient.getQueriesData<Data>({ queryKey: shown })
  queryClient.setQueriesData<Data>({ queryKey: shown }, data => (data === undefined ? data : update(data)))
  try {
    const answer = await run()
    notice({
      text: said,
      forMs: undo ? undoMs : undefined,
      action: undo && { label: kitWords('undo'), run: () => void takeBack(() => undo(answer), shown) },
    })
    return answer
  } catch (failure) {
    for (const [key, data] of before) queryClient.setQueryData(key, data)
    if (onRefused) onRefused(failure)
    else problemNotice(failure)
    return undefined
  } finally {
    void queryClient.invalidateQueries({ queryKey: shown })
  }
}

async function takeBack(undo: () => Promise<unknown>, shown: QueryKey) {
  try {
    await undo()
    notice({ text: kitWords('undone') })
  } catch (failure) {
    problemNotice(failure)
  } finally {
    void queryClient.invalidateQueries({ queryKey: shown })
  }
}
