import type { ProblemCatalogue } from '../../platform/problem.ts'
import { problemType as type } from '../../platform/problem-type.ts'

export const taxRateProblems = {
  'tax-rate.overlaps': type(
    409,
    ['日期重叠', '同一税种、车辆类型和币种在这些日期已有税率。', '请先截止原有税率，或改用不重叠的日期。'],
    [
      'The dates overlap',
      'Another rate of this tax, kind of car and currency holds on some of these days.',
      'End that rate first, or choose days that are free.',
    ],
  ),
  'tax-rate.ends-before-start': type(
    422,
    ['截止日过早', '该税率自 {validFrom} 起生效，截止日不能早于 {earliest}。', '请选择更晚的日期。'],
    [
      'The last day is too early',
      'The rate begins on {validFrom}; its last day cannot be before {earliest}.',
      'Choose a later day.',
    ],
  ),
  'tax-rate.already-ended': type(
    409,
    ['税率已更早截止', '该税率已于 {validTo} 截止，不能再延长。', '如需继续适用，请新增一条税率。'],
    [
      'The rate already ends earlier',
      'Its last day is {validTo}; a rate is not prolonged.',
      'Add another rate for the days after.',
    ],
  ),
} as const satisfies ProblemCatalogue
