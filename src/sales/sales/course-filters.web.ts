import type { Filter } from '../../platform/web/kit/FilterBar.tsx'
import { words } from '../../platform/web/words/words.ts'
import { stageCodes, wayStages } from '../process/sale.contract.ts'
import { codeWord, salesWords } from '../sale-words.web.ts'
import { salesZh } from '../sales.words.ts'

const t = words(
  'course-filters',
  {
    contracted: '签约自',
    delivered: '交车自',
    closed: '结束自',
    reached: '曾到达',
    left: '已离开',
    endReason: '终结原因',
    winReason: '成交原因',
    notGiven: '未说明',
    stuck: '超时停留',
    unanswered: '未首次联系',
    overdue: '跟进逾期',
    open: '进行中',
  },
  {
    contracted: 'Signed from',
    delivered: 'Delivered from',
    closed: 'Ended from',
    reached: 'Reached',
    left: 'Left',
    endReason: 'Reason of the end',
    winReason: 'Reason of the contract',
    notGiven: 'Not given',
    stuck: 'Stuck in stage',
    unanswered: 'Unanswered',
    overdue: 'Follow-up overdue',
    open: 'Open',
  },
)

/** Filters that numbers of the overview and the team board arrive with: shown while they are set, so that whoever
 *  opened a number sees what narrows the list, and can take it away. */
export function courseFilters(search: object): Filter[] {
  const reasons = { ...salesZh.lossReason, ...salesZh.cancellationReason }
  const all: Filter[] = [
    { kind: 'dates', from: 'contractedFrom', to: 'contractedTo', label: t('contracted') },
    { kind: 'dates', from: 'deliveredFrom', to: 'deliveredTo', label: t('delivered') },
    { kind: 'dates', from: 'closedFrom', to: 'closedTo', label: t('closed') },
    { kind: 'choice', name: 'reached', label: t('reached'), options: wayStages.map(stageOption) },
    { kind: 'choice', name: 'left', label: t('left'), options: stageCodes.map(stageOption) },
    {
      kind: 'choice',
      name: 'endReason',
      many: true,
      label: t('endReason'),
      options: [
        ...Object.keys(reasons).map(value => ({ value, label: reasonWord(value) })),
        { value: 'not-given', label: t('notGiven') },
      ],
    },
    {
      kind: 'choice',
      name: 'winReason',
      many: true,
      label: t('winReason'),
      options: [
        ...Object.keys(salesZh.winReason).map(value => ({ value, label: codeWord('winReason', value) })),
        { value: 'not-given', label: t('notGiven') },
      ],
    },
    ...(['open', 'overdue', 'stuck', 'unanswered'] as const).map(
      (name): Filter => ({ kind: 'flag', name, label: t(name) }),
    ),
  ]
  return all.filter(filter =>
    (filter.kind === 'dates' ? [filter.from, filter.to] : [filter.name]).some(isSet),
  )

  function isSet(name: string) {
    return (search as Record<string, unknown>)[name] !== undefined
  }
}

function stageOption(value: (typeof stageCodes)[number]) {
  return { value, label: salesWords(`stage.${value}`) }
}

function reasonWord(value: string): string {
  return codeWord(value in salesZh.lossReason ? 'lossReason' : 'cancellationReason', value)
}
