import type { Role } from '../../permissions.ts'

/** The password of every person of the demo network. The server refuses it where strangers can reach it. */
export const demoPassword = 'forecourt-demo'

export interface DemoSignIn {
  readonly username: string
  readonly role: Role
  readonly title: string
}

/** Whom a visitor may be: printed at the start, and shown on the sign-in page. */
export const demoSignIns: readonly DemoSignIn[] = [
  { username: 'consultant.d01', role: 'consultant', title: 'sales consultant 销售顾问' },
  { username: 'sales-manager.d01', role: 'sales-manager', title: 'sales manager 销售经理' },
  { username: 'dealer-manager.d01', role: 'dealer-manager', title: 'dealer manager 店总' },
  { username: 'analyst', role: 'analyst', title: 'manufacturer analyst 厂家数据分析' },
  { username: 'administrator', role: 'administrator', title: 'administrator 管理员' },
]

/** Lines for the terminal: five sign-ins and their password. */
export function demoSignInLines(): string[] {
  const width = Math.max(...demoSignIns.map(each => each.username.length))
  return [
    `Sign in with the password ${demoPassword} as`,
    ...demoSignIns.map(({ username, title }) => `  ${username.padEnd(width)}  ${title}`),
  ]
}
