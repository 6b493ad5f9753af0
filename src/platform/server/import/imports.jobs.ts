import { z } from 'zod'
import type { Database } from '../database/connect.ts'
import type { Task } from '../jobs/jobs.ts'
import type { Services } from '../services.ts'
import { forgetFiles } from './files.sql.ts'
import type { ImportKinds } from './import-context.ts'
import { findUnderWay, type UnderWay } from './imports.sql.ts'
import { workImport, workTask } from './work-import.ts'

const Subject = z.object({ dealerId: z.uuid(), importId: z.uuid() })
const busyForMilliseconds = 3000

/** Imports are worked one at a time in a process, so that other work of the queue goes on beside them. */
export function importTasks(services: Services, owner: Database, kinds: ImportKinds): Task[] {
  let busyWith: string | null = null
  return [
    {
      name: workTask,
      run: async payload => {
        const subject = Subject.parse(payload)
        if (busyWith === subject.importId) return
        if (busyWith !== null) {
          const runAt = new Date(services.ports.now().getTime() + busyForMilliseconds)
          await services.jobs.enqueue(services.app, workTask, subject, { runAt, key: keyOf(subject) })
          return
        }
        busyWith = subject.importId
        try {
          await workImport(services, kinds, subject)
        } finally {
          busyWith = null
        }
      },
    },
    {
      name: 'resume-imports',
      every: '* * * * *',
      atStart: true,
      run: async () => {
        for (const subject of await findUnderWay(owner))
          await services.jobs.enqueue(services.app, workTask, subject, { key: keyOf(subject) })
      },
    },
    { name: 'forget-files', every: '20 4 * * *', run: () => forgetFiles(owner, services.ports.now()) },
  ]
}

function keyOf({ importId }: UnderWay): string {
  return `import:${importId}`
}
