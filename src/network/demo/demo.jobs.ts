import { z } from 'zod'
import type { Database } from '../../platform/server/database/connect.ts'
import { clearDemo } from '../../platform/server/demo/clear-demo.ts'
import type { Task } from '../../platform/server/jobs/jobs.ts'
import type { Services } from '../../platform/server/services.ts'

export const clearingTask = 'clear-demo'

const Payload = z.object({ codeHash: z.hex() })

/** Clears the demo as the owner. A second run finds no demo any more and leaves the real network alone. */
export function demoTasks(services: Pick<Services, 'network'>, owner: Database): Task[] {
  return [
    {
      name: clearingTask,
      run: async payload => {
        const { codeHash } = Payload.parse(payload)
        await clearDemo(owner, Buffer.from(codeHash, 'hex'))
        services.network.forget()
      },
    },
  ]
}
