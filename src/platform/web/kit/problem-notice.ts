import { ApiProblem } from '../answers/api-problem.ts'
import { kitWords } from './kit.words.ts'
import { notice } from './Notices.tsx'

/** How a failure reads: what, why, what to do. */
export function problemText(failure: unknown): { title: string; detail: string; cure: string } {
  if (!(failure instanceof ApiProblem))
    return { title: kitWords('problem.unexpected'), detail: '', cure: kitWords('problem.unexpectedCure') }
  if (failure.status === 0)
    return { title: kitWords('problem.offline'), detail: '', cure: kitWords('problem.offlineCure') }
  return {
    title: failure.title || kitWords('problem.failed'),
    detail: failure.detail,
    cure: failure.cure || (failure.title ? '' : kitWords('problem.unexpectedCure')),
  }
}

/** Says a failure at the foot of the screen, where there is no form to say it in. */
export function problemNotice(failure: unknown) {
  const { title, detail, cure } = problemText(failure)
  notice({ tone: 'problem', text: [title, detail, cure].filter(Boolean).join(' · ') })
}
