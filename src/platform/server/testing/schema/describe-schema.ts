import { join } from 'node:path'
import pg from 'pg'
import { packageRoot } from '../../package-root.ts'
import { dumpSchema } from './dump-schema.ts'
import { generateTypes } from './generate-types.ts'

export const describedFiles = {
  dump: join(packageRoot, 'database/schema.sql'),
  types: join(packageRoot, 'src/platform/server/database/generated.ts'),
}

/** What the files that describe a migrated database should say. */
export async function describeSchema(ownerUrl: string): Promise<Record<keyof typeof describedFiles, string>> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    return { dump: await dumpSchema(client), types: await generateTypes(ownerUrl) }
  } finally {
    await client.end()
  }
}
