import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { migrate } from '../../migrate.ts'
import { openCluster } from '../../postgres/cluster.ts'
import { makeScratchFolder } from '../scratch-folder.ts'
import { describedFiles, describeSchema } from './describe-schema.ts'

// npm run schema: migrates a scratch database and writes down what it has become.
const folder = await makeScratchFolder('forecourt-schema-')
try {
  await writeSchema()
} finally {
  await rm(folder, { recursive: true, force: true })
}

async function writeSchema(): Promise<void> {
  const dataDir = join(folder, 'postgres')
  const cluster = await openCluster({ dataDir, fsync: false, log: console.warn })
  try {
    await migrate(cluster.ownerUrl, { loginsFile: join(folder, 'logins.json') })
    const { dump, types } = await describeSchema(cluster.ownerUrl)
    await writeFile(describedFiles.dump, dump)
    await writeFile(describedFiles.types, types)
  } finally {
    await cluster.close()
  }
}
