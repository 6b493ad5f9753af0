import type { ProblemCatalogue } from '../../platform/problem.ts'
import { problemType as type } from '../../platform/problem-type.ts'

export const targetProblems = {
  'target.nothing-to-copy': type(
    409,
    ['没有可复制的目标', '上个月没有目标，或本月的目标都已填写。', '请直接填写本月目标。'],
    [
      'There is nothing to copy',
      'The month before has no targets, or this month has its own already.',
      'Enter this month’s targets.',
    ],
  ),
} as const satisfies ProblemCatalogue
