import type { ProblemCatalogue } from '../../platform/problem.ts'
import { problemType as type } from '../../platform/problem-type.ts'

export const storeRulesProblems = {
  'store-rules.unsound': type(
    422,
    ['门店规则有误', '发现 {count} 处问题，规则未保存。', '请按 findings 中列出的位置逐一修正后重新保存。'],
    [
      'The store rules do not hold together',
      'They have {count} fault(s) and were not saved.',
      'Correct the places listed under findings and save again.',
    ],
  ),
} as const satisfies ProblemCatalogue
