import { describe, expect, it } from 'vitest'
import type { AuditLine } from '../network/audit/audit.contract.ts'
import { auditEn, auditZh } from '../network/audit/audit.words.ts'
import { networkZh } from '../network/network.words.ts'
import { businessDate } from '../platform/business-date.ts'
import { salesZh } from '../sales/sales.words.ts'
import type { World } from './world.ts'

/** The log of all that the walk did. */
export function auditLog(at: () => World): void {
  const ask = async (username: string, query: string) => {
    const client = await at().sessionOf(username)
    return client.send('GET', `/api/audit?${query}`)
  }
  const lines = async (username: string, query: string) =>
    ((await ask(username, query)).body as { items: AuditLine[]; nextCursor: string | null }).items

  describe('the audit log', () => {
    it('has a word in both languages for everything that is done', async () => {
      const done = await at().server.owner.selectFrom('audit').select(['noun', 'verb']).distinct().execute()
      const wordless = done.filter(({ noun, verb }) =>
        noun === 'sales' ? !(verb in salesZh.event) && !(verb in auditZh.did) : !(verb in auditZh.did),
      )
      const nameless = done.filter(({ noun }) => !(noun in networkZh.noun) && !(noun in auditZh.kind))
      expect(done.length).toBeGreaterThan(30)
      expect(nameless).toEqual([])
      expect(wordless).toEqual([])
      expect(Object.keys(auditEn.did)).toEqual(Object.keys(auditZh.did))
    })

    it('finds what was done to a sale by its number, and says its number and who did it', async () => {
      const { sale } = at().lots.mine
      const [first] = await lines('d1.dealermanager', `q=${sale?.id}`)
      expect(first).toMatchObject({ noun: 'sales', subjectId: sale?.id })
      const found = await lines('d1.dealermanager', `q=${first?.subject?.toLowerCase()}`)
      expect(found.length).toBeGreaterThan(0)
      expect(new Set(found.map(line => line.subjectId))).toEqual(new Set([sale?.id]))
      expect(found.every(line => line.by !== null)).toBe(true)
    })

    it('finds nothing of a sale of another store, by id or by number', async () => {
      const { sale } = at().lots.far
      const [line] = await lines('administrator', `q=${sale?.id}`)
      expect(line?.subject).toBeTruthy()
      expect(await lines('d1.dealermanager', `q=${sale?.id}`)).toEqual([])
      const sameNumber = await lines('d1.dealermanager', `q=${line?.subject}`)
      expect(sameNumber.map(each => each.subjectId)).not.toContain(sale?.id)
    })

    it('narrows by person, kind, deed and day, and goes on where a page ended', async () => {
      const { consultant } = at().makers.D1.staff
      const his = await lines('d1.dealermanager', `staffId=${consultant}&noun=sales&limit=100`)
      expect(his.length).toBeGreaterThan(0)
      expect(his.every(line => line.by?.id === consultant && line.noun === 'sales')).toBe(true)
      const shown = await lines('administrator', 'verb=revealed')
      expect(shown.every(line => line.verb === 'revealed')).toBe(true)
      expect(await lines('administrator', 'to=2000-01-01&from=1999-01-01')).toEqual([])
      const [newest] = await lines('d1.dealermanager', 'limit=1')
      const day = businessDate(newest?.at ?? '', 'Asia/Shanghai')
      const ofDay = await lines('d1.dealermanager', `from=${day}&to=${day}&limit=100`)
      expect(ofDay[0]?.id, 'the last day is part of the stretch').toBe(newest?.id)
      const first = (await ask('administrator', 'limit=7')).body as {
        items: AuditLine[]
        nextCursor: string
      }
      const second = await lines('administrator', `limit=7&cursor=${first.nextCursor}`)
      const times = [...first.items, ...second].map(line => line.at)
      expect(times).toEqual(times.toSorted().reverse())
      expect(new Set([...first.items, ...second].map(line => line.id)).size).toBe(14)
    })

    it('records its own export', async () => {
      const manager = await at().sessionOf('d1.dealermanager')
      const file = await manager.send('GET', '/api/audit/export?format=csv')
      expect(file.text).toMatch(/Contract signed|签订合同|签约/)
      const [line] = await lines('d1.dealermanager', 'noun=audit&verb=exported&limit=1')
      expect(line?.by?.id).toBe(at().makers.D1.staff.dealerManager)
    })
  })
}
