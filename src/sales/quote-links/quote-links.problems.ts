import type { ProblemCatalogue } from '../../platform/problem.ts'
import { problemType as type } from '../../platform/problem-type.ts'

export const quoteLinkProblems = {
  'quote-link.not-sent': type(
    409,
    ['报价尚未发出', '只有已发出的报价可以分享，草稿还会变化。', '请先发出报价，再生成链接。'],
    [
      'The quote has not been sent',
      'Only a sent quote can be shared: a draft may still change.',
      'Send the quote, then make the link.',
    ],
  ),
  'quote-link.unknown': type(
    404,
    ['链接无效', '没有这样的报价链接，链接可能不完整。', '请完整复制链接，或联系您的销售顾问。'],
    [
      'This link shows nothing',
      'There is no such quote; the link may be incomplete.',
      'Copy the whole link, or ask your sales consultant.',
    ],
  ),
  'quote-link.ended': type(
    410,
    ['链接已失效', '报价链接已到期或已被收回。', '请联系您的销售顾问获取新的报价。'],
    [
      'This link is no longer valid',
      'It has expired or was taken back.',
      'Ask your sales consultant for a new quote.',
    ],
  ),
} as const satisfies ProblemCatalogue
