import { z } from 'zod'

/** Values that no schema expects, and those at the edge of what it does. */
export const strange: readonly unknown[] = [
  null,
  '',
  'x',
  'a\u0000b',
  'é'.repeat(5000),
  '𝕏'.repeat(2000),
  '<script>alert(1)</script>',
  "'; drop table app.sales; --",
  -1,
  0,
  1.5,
  2 ** 31,
  2 ** 53,
  Number.MAX_VALUE,
  true,
  [],
  [[]],
  {},
  { __proto__: null, constructor: 1 },
  '2026-02-30',
  '0000-00-00',
  '9999-12-31T23:59:59Z',
  '01990000-0000-7000-8000-000000000000',
  Array.from({ length: 300 }, () => 0),
]

/** A plausible value of a schema, so that one field at a time can be made strange.
 *  Walks the JSON schema: enough for contracts, which are made of plain parts. */
export function exampleOf(schema: z.ZodType): unknown {
  return sampleOf(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema)
}

interface JsonSchema {
  readonly type?: string | string[]
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly JsonSchema[]
  readonly oneOf?: readonly JsonSchema[]
  readonly allOf?: readonly JsonSchema[]
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly items?: JsonSchema
  readonly minItems?: number
  readonly format?: string
  readonly pattern?: string
  readonly minimum?: number
  readonly minLength?: number
}

function sampleOf(schema: JsonSchema): unknown {
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  const variant = schema.anyOf?.[0] ?? schema.oneOf?.[0] ?? schema.allOf?.[0]
  if (variant) return sampleOf(variant)
  switch ([schema.type].flat()[0]) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([name, each]) => [name, sampleOf(each)]),
      )
    case 'array':
      return schema.items ? [sampleOf(schema.items)] : []
    case 'integer':
    case 'number':
      return Math.max(1, schema.minimum ?? 1)
    case 'boolean':
      return true
    case 'string':
      return textOf(schema)
    default:
      return null
  }
}

const byFormat: Readonly<Record<string, string>> = {
  uuid: '01990000-0000-7000-8000-000000000001',
  date: '2026-06-01',
  'date-time': '2026-06-01T08:00:00.000Z',
  email: 'a@example.com',
}

function textOf({ format, pattern, minLength = 0 }: JsonSchema): string {
  if (format && byFormat[format]) return byFormat[format]
  if (pattern?.includes('A-Z]{3}')) return 'CNY'
  if (pattern?.includes('a-z0-9]+')) return 'price'
  return 'Example'.padEnd(minLength, 'e')
}
