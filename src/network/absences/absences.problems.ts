import type { ProblemCatalogue } from '../../platform/problem.ts'
import { problemType as type } from '../../platform/problem-type.ts'

export const absenceProblems = {
  'absence.backwards': type(
    422,
    ['请假日期有误', '结束日期早于开始日期，或一次超过 366 天。', '请更正 lastDay（结束日期）。'],
    [
      'These dates do not make an absence',
      'The last day is before the first, or more than 366 days after it.',
      'Correct the last day (lastDay).',
    ],
  ),
  'absence.overlaps': type(
    409,
    ['请假时间重叠', '该员工在这段时间内已登记请假。', '请先取消原有请假，或选择其他日期。'],
    [
      'The person is away already',
      'Another absence of theirs covers a part of these days.',
      'Cancel that one first, or choose other days.',
    ],
  ),
  'absence.deputy-not-there': type(
    422,
    [
      '代理人不可用',
      '所选代理人不在该组织任职、已停用，或同期也在请假。',
      '请选择同店在岗的同事作为 deputyId（代理人）。',
    ],
    [
      'The deputy is not there',
      'The person chosen does not work there, is deactivated, or is away in the same days.',
      'Choose a colleague of the same store who is at work (deputyId).',
    ],
  ),
} as const satisfies ProblemCatalogue
