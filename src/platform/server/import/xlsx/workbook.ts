import { readSmallXml } from './xml.ts'
import type { ZipParts } from './zip-parts.ts'

export interface Sheet {
  readonly name: string
  readonly part: string
  readonly hidden: boolean
}

export interface Workbook {
  readonly sheets: readonly Sheet[]
  readonly date1904: boolean
}

/** Which sheets a workbook has, where they lie, and from which year it counts days. */
export async function readWorkbook(parts: ZipParts): Promise<Workbook> {
  const targets = await readTargets(parts)
  const sheets: Sheet[] = []
  let date1904 = false
  await readSmallXml('xl/workbook.xml', parts.stream('xl/workbook.xml'), {
    open(name, attributes) {
      if (name === 'workbookPr') date1904 = isTrue(attributes.date1904)
      if (name !== 'sheet') return
      const id = Object.entries(attributes).find(([key]) => /(^|:)id$/.test(key))?.[1] ?? ''
      const part = targets.get(id)
      if (part && parts.has(part))
        sheets.push({
          name: attributes.name ?? '',
          part,
          hidden: (attributes.state ?? 'visible') !== 'visible',
        })
    },
  })
  return { sheets, date1904 }
}

async function readTargets(parts: ZipParts): Promise<Map<string, string>> {
  const targets = new Map<string, string>()
  const part = 'xl/_rels/workbook.xml.rels'
  await readSmallXml(part, parts.stream(part), {
    open(name, { Id, Target = '' }) {
      if (name === 'Relationship' && Id)
        targets.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`)
    },
  })
  return targets
}

function isTrue(attribute: string | undefined): boolean {
  return attribute === '1' || attribute === 'true'
}
