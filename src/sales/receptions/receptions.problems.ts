import type { ProblemCatalogue } from '../../platform/problem.ts'
import { problemType as type } from '../../platform/problem-type.ts'

export const receptionsProblems = {
  'reception.taken': type(
    409,
    ['已有人接手', '这条登记已记入销售单。', '请刷新登记表，打开对应的销售单。'],
    ['It is taken over already', 'This reception is on a sale.', 'Reload the register and open that sale.'],
  ),
} as const satisfies ProblemCatalogue
