import { deleteExpired } from '../../platform/server/auth/accounts.sql.ts'
import type { Database } from '../../platform/server/database/connect.ts'
import type { Task } from '../../platform/server/jobs/jobs.ts'
import type { Services } from '../../platform/server/services.ts'

export function sessionTasks({ ports }: Services, owner: Database): Task[] {
  return [
    { name: 'forget-expired-sessions', every: '50 3 * * *', run: () => deleteExpired(owner, ports.now()) },
  ]
}
