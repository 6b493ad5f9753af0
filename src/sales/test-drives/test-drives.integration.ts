import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { jpegBytes, pngBytes, svgBytes } from '../attachments/testing/images.ts'
import { type SalesServer, startSalesServer } from '../testing/sales-server.ts'
import type { Agreement, DriveCar, TestDriveRow } from './test-drives.contract.ts'

let server: SalesServer
beforeAll(async () => {
  server = await startSalesServer()
})
afterAll(() => server.close())

const signature = [
  Array.from({ length: 40 }, (_, index) => [100 + index * 20, 200 + (index % 5) * 10, index * 12]),
]

test('a drive goes from the booking to the next step, with photo, signature, mileage and feedback', async () => {
  const { sale, episodeId, driveId } = await booked(60)
  const early = await sale.step(`test-drives/${driveId}/start`, { mileageOutKm: 10 })
  expect(early.body).toMatchObject({ code: 'test-drive.licence-unchecked' })

  const { id: photoId } = await upload(sale.id, jpegBytes(), 'licence')
  const { id: holidayId } = await upload(sale.id, pngBytes(), 'other')
  const holiday = { photoId: holidayId, licenceClass: 'C1', validUntil: '2090-01-01' }
  expect((await sale.step(`test-drives/${driveId}/licence`, holiday)).body).toMatchObject({
    code: 'attachment.unknown',
  })
  const expired = { photoId, licenceClass: 'C1', validUntil: '2020-01-01' }
  expect((await sale.step(`test-drives/${driveId}/licence`, expired)).body).toMatchObject({
    code: 'test-drive.licence-expired',
  })
  const licence = { photoId, licenceClass: 'C2', validUntil: '2090-01-01' }
  expect((await sale.step(`test-drives/${driveId}/licence`, licence)).status).toBe(201)
  expect((await sale.step(`test-drives/${driveId}/start`, { mileageOutKm: 10 })).body).toMatchObject({
    code: 'test-drive.agreement-unsigned',
  })

  const agreement = await sale.agreement(driveId)
  expect(agreement.paragraphs.join('\n')).toContain(agreement.driverName)
  const sign = (strokes: unknown, textSha256 = agreement.sha256) =>
    sale.step(`test-drives/${driveId}/agreement`, {
      signature: { strokes, textLanguage: 'zh', textSha256 },
      textLanguage: 'zh',
    })
  expect((await sign([[[10, 10, 0]]])).body).toMatchObject({ code: 'signature.empty' })
  expect((await sign(signature, 'a'.repeat(64))).body).toMatchObject({ code: 'signature.text-differs' })
  expect(await kinds(sale.id), 'a refused signature left something').toEqual(['licence', 'other'])
  expect((await sign(signature)).status).toBe(201)
  expect(await kinds(sale.id)).toEqual(['agreement-signature', 'licence', 'other'])

  expect((await sale.step(`test-drives/${driveId}/start`, { mileageOutKm: 30 })).status).toBe(201)
  expect((await sale.step(`test-drives/${driveId}/return`, { mileageInKm: 29 })).body).toMatchObject({
    code: 'test-drive.mileage-backwards',
  })
  const back = { mileageInKm: 44, energyPercent: 60, isDamaged: true, note: '左前门划痕' }
  expect((await sale.step(`test-drives/${driveId}/return`, back)).status).toBe(201)
  const told = { ratings: { power: 5 }, likes: '座椅', dislikes: '风噪', next: 'quote' }
  expect((await sale.step(`test-drives/${driveId}/feedback`, told)).status).toBe(201)
  expect((await sale.step(`test-drives/${driveId}/feedback`, told)).body).toMatchObject({
    code: 'test-drive.none-returned',
  })

  const row = await server.owner
    .selectFrom('test_drives')
    .selectAll()
    .where('id', '=', driveId)
    .executeTakeFirstOrThrow()
  const { consultant } = server.network.staff.D1
  expect(row).toMatchObject({
    state: 'returned',
    licence_photo_id: photoId,
    licence_class: 'C2',
    licence_checked_by: consultant,
    agreement_version: agreement.version,
    agreement_witness_id: consultant,
    energy_in_percent: 60,
    is_damaged: true,
  })
  const [car] = await cars({ all: true }, episodeId)
  expect(car?.mileageKm).toBe(44)

  // the next drive of this car goes out with no less
  const next = await booked(600, episodeId)
  await next.sale.ready(next.driveId)
  expect(
    (await next.sale.step(`test-drives/${next.driveId}/start`, { mileageOutKm: 43 })).body,
  ).toMatchObject({ code: 'test-drive.mileage-backwards', mileageOutKm: 44, field: 'mileageOutKm' })
})

test('what is kept of a licence and a signature is sealed, read by who may, and a licence only by a logged reveal', async () => {
  const { sale, driveId } = await booked(1_200)
  const { id: licenceId } = await upload(sale.id, jpegBytes(), 'licence')
  const { id: photoId } = await upload(sale.id, pngBytes(), 'other')
  const { sha256 } = await sale.agreement(driveId)
  const given = { strokes: signature, textLanguage: 'zh', textSha256: sha256 }
  expect(
    (await sale.step(`test-drives/${driveId}/agreement`, { signature: given, textLanguage: 'zh' })).status,
  ).toBe(201)
  const { rows } = await sql<{ plain: number; kept: number }>`
    select count(*) filter (where position(${jpegBytes()}::bytea in sealed) > 0
             or position('strokes'::bytea in sealed) > 0)::int as plain, count(*)::int as kept
      from app.attachments where sale_id = ${sale.id}`.execute(server.owner)
  expect(rows[0]).toEqual({ plain: 0, kept: 3 })

  const { staff } = server.network
  const path = `/api/sales/${sale.id}/attachments`
  const owner = server.as(staff.D1.consultant)
  const { items } = await owner.get<{ items: { id: string; kind: string }[] }>(path).then(({ body }) => body)
  const signatureId = items.find(({ kind }) => kind === 'agreement-signature')?.id
  const drawn = await owner.get<{ strokes: unknown; wording: string; text: { sha256: string } }>(
    `${path}/${signatureId}/strokes`,
  )
  expect(drawn.body).toMatchObject({ strokes: signature, text: { sha256 } })
  expect(drawn.body.wording).toContain('试乘试驾协议')

  const photo = await raw(staff.D1.consultant, 'GET', `${path}/${photoId}`)
  expect(photo.rawPayload.equals(pngBytes())).toBe(true)
  expect(photo.headers).toMatchObject({
    'content-type': 'image/png',
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  })
  expect(photo.headers['content-disposition']).toMatch(/^attachment/)
  expect((await owner.get(`${path}/${licenceId}`)).body).toMatchObject({ code: 'attachment.reveal-required' })
  const revealed = await raw(staff.D1.consultant, 'POST', `${path}/${licenceId}/reveals`, {
    reason: 'identity-check',
  })
  expect(revealed.rawPayload.equals(jpegBytes())).toBe(true)
  const lines = await server.owner
    .selectFrom('audit')
    .select(['verb', 'facts', 'staff_id'])
    .where('subject_id', '=', licenceId)
    .where('verb', '=', 'revealed')
    .execute()
  expect(lines).toMatchObject([{ staff_id: staff.D1.consultant, facts: { reason: 'identity-check' } }])
  const { sale: neighbour } = await booked(1_400)
  expect((await owner.get(`/api/sales/${neighbour.id}/attachments/${photoId}`)).status).toBe(404)
  for (const other of [staff.D1.colleague, staff.D2.dealerManager])
    expect((await server.as(other).get(`${path}/${photoId}`)).status).toBe(404)
  expect(
    (await raw(staff.D1.finance, 'POST', `${path}/${licenceId}/reveals`, { reason: 'other' })).statusCode,
  ).toBe(403)
})

test('what is no photo, carries hidden data or is too large is refused, whatever it calls itself', async () => {
  const { sale } = await booked(1_800)
  const exif = Buffer.concat([
    jpegBytes().subarray(0, 2),
    Buffer.from([0xff, 0xe1, 0, 8]),
    Buffer.from('Exif\0\0'),
    jpegBytes().subarray(2),
  ])
  const huge = Buffer.concat([jpegBytes(), Buffer.alloc(20 * 1024 * 1024)])
  for (const [content, code, status] of [
    [svgBytes, 'attachment.not-an-image', 422],
    [Buffer.concat([pngBytes(), Buffer.from('<script>alert(1)</script>')]), 'attachment.not-an-image', 422],
    [exif, 'attachment.metadata', 422],
    [huge, 'attachment.too-large', 413],
  ] as const) {
    const answer = await upload(sale.id, content, 'licence')
    expect(answer, code).toMatchObject({ code, status })
  }
  expect(await upload(sale.id, jpegBytes(), 'agreement-signature')).toMatchObject({ code: 'request.invalid' })
  expect(await kinds(sale.id)).toEqual([])
})

test('of two who move bookings to one slot at once one wins, and touching slots beyond the buffer are legal', async () => {
  const episodeId = await server.addCar('D1')
  const [one, other] = [await booked(2_400, episodeId), await booked(2_500, episodeId, 'colleague')]
  const to = slot(2_700)
  const move = ({ sale, driveId }: typeof one, escortId: string, at = to) =>
    sale.step(`test-drives/${driveId}/slot`, { episodeId, escortId, ...at })
  const { staff } = server.network
  const answers = await Promise.all([move(one, staff.D1.consultant), move(other, staff.D1.colleague)])
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409])
  expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'test-drive.slot-taken' })
  const [winner, loser] = answers[0]?.status === 201 ? [one, other] : [other, one]
  const escort = loser === one ? staff.D1.consultant : staff.D1.colleague
  expect((await move(loser, escort, slot(2_744))).status).toBe(409)
  expect((await move(loser, escort, slot(2_745))).status).toBe(201) // half an hour and fifteen minutes later
  const own = winner === one ? staff.D1.consultant : staff.D1.colleague
  expect((await move(winner, own)).status, 'into the slot that it has').toBe(201)
})

test('a car that was sold or taken off the road is neither booked nor moved to, and the calendar says so', async () => {
  const { sale, driveId } = await booked(3_000)
  const [gone, off] = [await server.addCar('D1'), await server.addCar('D1')]
  await server.owner
    .updateTable('stock_episodes')
    .set({ availability: 'sold' })
    .where('id', '=', gone)
    .execute()
  const { staff } = server.network
  const { vehicle_id } = await server.owner
    .selectFrom('stock_episodes')
    .select('vehicle_id')
    .where('id', '=', off)
    .executeTakeFirstOrThrow()
  const keeper = server.as(staff.D1.inventoryManager)
  expect((await keeper.post(`/api/vehicles/${vehicle_id}/off-road`, { reason: 'repair' })).status).toBe(200)
  for (const episodeId of [gone, off]) {
    const body = { episodeId, escortId: staff.D1.consultant, ...slot(3_200) }
    expect((await sale.step(`test-drives/${driveId}/slot`, body)).body).toMatchObject({
      code: 'test-drive.car-unavailable',
      field: 'episodeId',
    })
    expect((await sale.step('test-drives', body)).body).toMatchObject({ code: 'test-drive.car-unavailable' })
  }
  await server.owner.updateTable('vehicles').set({ condition: 'demo' }).where('id', '=', vehicle_id).execute()
  const [first] = await cars({ all: false })
  expect(first).toMatchObject({ episodeId: off, isDemo: true, offRoad: [{ reason: 'repair', endsAt: null }] })
  expect((await keeper.post(`/api/vehicles/${vehicle_id}/back-on-road`)).status).toBe(200)
  const body = { episodeId: off, escortId: staff.D1.consultant, ...slot(3_200) }
  expect((await sale.step(`test-drives/${driveId}/slot`, body)).status).toBe(201)
})

test('the list says how far each drive is, and why one did not take place', async () => {
  const missed = await booked(3_600)
  const later = await booked(3_800)
  await missed.sale.step(`test-drives/${missed.driveId}/no-show`, { reason: 'forgot' })
  await later.sale.ready(later.driveId)
  const from = slot(3_500).startsAt
  const to = slot(4_000).startsAt
  const { items } = await server
    .as(server.network.staff.D1.consultant)
    .get<{ items: TestDriveRow[] }>(`/api/test-drives?from=${from}&to=${to}`)
    .then(({ body }) => body)
  expect(items).toMatchObject([
    { id: missed.driveId, state: 'missed', closedReason: 'forgot', licence: null },
    {
      id: later.driveId,
      state: 'booked',
      licence: { validUntil: '2090-01-01' },
      agreement: { onPaper: true },
    },
  ])
})

/** A sale of D1's consultant, or of the colleague, with one booked drive. */
async function booked(minutes: number, car?: string, post: 'consultant' | 'colleague' = 'consultant') {
  const staffId = server.network.staff.D1[post]
  const client = server.as(staffId)
  const customerId = await server.addCustomer('D1', staffId)
  const inquiry = { customerId, source: 'walk-in', trimId: server.trimId }
  const { id } = (await client.post<{ id: string }>('/api/inquiries', inquiry)).body
  const version = async () => {
    const { sequence } = await server.owner
      .selectFrom('sales')
      .select('sequence')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    return { ifMatch: sequence }
  }
  const step = async (path: string, body?: object) =>
    client.post<Record<string, unknown>>(`/api/sales/${id}/${path}`, body, await version())
  const episodeId = car ?? (await server.addCar('D1'))
  const made = await step('test-drives', { episodeId, escortId: staffId, ...slot(minutes) })
  if (made.status !== 201) throw new Error(made.text)
  const { id: driveId } = await server.owner
    .selectFrom('test_drives')
    .select('id')
    .where('sale_id', '=', id)
    .executeTakeFirstOrThrow()
  const sale = {
    id,
    step,
    agreement: async (testDriveId: string) =>
      (await client.get<Agreement>(`/api/sales/${id}/test-drives/${testDriveId}/agreement?language=zh`)).body,
    ready: async (testDriveId: string) => {
      await step(`test-drives/${testDriveId}/licence`, { licenceClass: 'C1', validUntil: '2090-01-01' })
      await step(`test-drives/${testDriveId}/agreement`, { signature: null, textLanguage: 'zh' })
    },
  }
  return { sale, episodeId, driveId }
}

function slot(minutes: number) {
  const start = server.clock.now().getTime() + minutes * 60_000
  return { startsAt: new Date(start).toISOString(), endsAt: new Date(start + 1_800_000).toISOString() }
}

async function cars({ all }: { all: boolean }, episodeId?: string): Promise<DriveCar[]> {
  const { startsAt } = slot(0)
  const to = slot(6_000).startsAt
  const { items } = await server
    .as(server.network.staff.D1.consultant)
    .get<{ items: DriveCar[] }>(`/api/test-drives/cars?from=${startsAt}&to=${to}&all=${all}`)
    .then(({ body }) => body)
  return episodeId ? items.filter(car => car.episodeId === episodeId) : items
}

async function kinds(saleId: string): Promise<string[]> {
  const rows = await server.owner
    .selectFrom('attachments')
    .select('kind')
    .where('sale_id', '=', saleId)
    .orderBy('kind')
    .execute()
  return rows.map(({ kind }) => kind)
}

/** As the consultant, a form with one photo; the answer with its status. */
async function upload(saleId: string, content: Buffer, kind: string) {
  const { body, headers } = photoForm(kind, content)
  const answer = await raw(
    server.network.staff.D1.consultant,
    'POST',
    `/api/sales/${saleId}/attachments`,
    body,
    headers,
  )
  return { ...(answer.json() as { id: string }), status: answer.statusCode }
}

function photoForm(kind: string, content: Buffer) {
  const boundary = 'a-photo'
  const field = `--${boundary}\r\ncontent-disposition: form-data; name="kind"\r\n\r\n${kind}\r\n`
  const file = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="photo.jpg"\r\ncontent-type: image/jpeg\r\n\r\n`
  return {
    body: Buffer.concat([Buffer.from(field + file), content, Buffer.from(`\r\n--${boundary}--\r\n`)]),
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
  }
}

function raw(
  staffId: string,
  method: 'GET' | 'POST',
  url: string,
  payload?: Buffer | object,
  headers: Record<string, string> = {},
) {
  const key = server.services.ports.newId()
  return server.app.inject({
    method,
    url,
    headers: { 'x-test-staff': staffId, 'idempotency-key': key, ...headers },
    ...(payload && { payload }),
  })
}
