import { generate, PostgresDialect } from 'kysely-codegen'
import { dumpedSchemas } from './dump-schema.ts'

/** Kysely's table types as the connection's type parsers deliver the values (database/connect.ts). */
export async function generateTypes(ownerUrl: string): Promise<string> {
  const dialect = new PostgresDialect({ defaultSchemas: ['app'] })
  const db = await dialect.introspector.connect({ connectionString: ownerUrl, dialect })
  try {
    return await generate({
      db,
      dialect,
      defaultSchemas: ['app'],
      includePattern: `{${dumpedSchemas.join(',')}}.*`,
      typeMapping: { timestamptz: 'string', date: 'string', int8: 'number' },
      outFile: null,
    })
  } finally {
    await db.destroy()
  }
}
