import type { ProblemCatalogue } from '../../platform/problem.ts'
import { problemType as type } from '../../platform/problem-type.ts'

export const processesProblems = {
  'process.invalid': type(
    422,
    ['流程定义有误', '发现 {count} 处问题，流程未发布。', '请按 findings 中列出的位置逐一修正后重新发布。'],
    [
      'The process does not hold together',
      'It has {count} fault(s) and was not published.',
      'Correct the places listed under findings and publish again.',
    ],
  ),
} as const satisfies ProblemCatalogue
