import type { ProblemCatalogue } from '../../platform/problem.ts'
import { problemType as type } from '../../platform/problem-type.ts'

export const invitationProblems = {
  'invitation.unknown': type(
    404,
    ['邀请链接无效', '没有这样的邀请，链接可能不完整。', '请完整复制链接，或请邀请人重新发送。'],
    [
      'This link invites nobody',
      'There is no such invitation; the link may be incomplete.',
      'Copy the whole link, or ask for a new one.',
    ],
  ),
  'invitation.used': type(
    409,
    [
      '邀请链接已使用',
      '每个邀请链接只能使用一次。',
      '如果是您本人开通的账号，请直接登录；否则请邀请人重新邀请。',
    ],
    [
      'This link has been used',
      'An invitation opens one account, once.',
      'Sign in if the account is yours; else ask for a new invitation.',
    ],
  ),
  'invitation.expired': type(
    410,
    ['邀请链接已失效', '邀请已过期或已被撤回。', '请邀请人重新邀请。'],
    [
      'This link is no longer valid',
      'The invitation has expired or was taken back.',
      'Ask for a new invitation.',
    ],
  ),
} as const satisfies ProblemCatalogue
