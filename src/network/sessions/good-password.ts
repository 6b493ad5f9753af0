import { problem } from '../../platform/problem.ts'
import { faultOfPassword } from './password.rules.ts'

/** @throws Problem auth.weak-password */
export function requireGoodPassword(password: string, username: string): void {
  const fault = faultOfPassword(password, username)
  if (fault) throw problem('auth.weak-password', { fault })
}
