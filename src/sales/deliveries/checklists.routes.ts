import type { FastifyInstance } from 'fastify'
import { problem } from '../../platform/problem.ts'
import { type Call, route } from '../../platform/server/http/route.ts'
import type { Services } from '../../platform/server/services.ts'
import { base, stepRoute } from '../acts/step-route.ts'
import { keepSignature, requirePhoto, signedTextOf } from '../attachments/keep-attachment.ts'
import { openPoints } from '../process/checklist.rules.ts'
import { findSalePage } from '../sales/sale-page.sql.ts'
import { inspectCar, readChecklist, signChecklist } from './checklists.contract.ts'
import { storedChecklist } from './read-checklist.ts'

const code = 'delivery-checklist'

export function registerChecklists(app: FastifyInstance, services: Services): void {
  stepRoute(app, services, inspectCar, async (scene, { body, newId }) => {
    for (const photoId of body.entries.flatMap(entry => entry.photoIds))
      await requirePhoto(scene, photoId, 'delivery-photo')
    const checkNotes = Object.fromEntries(body.entries.map(({ point, note }) => [point, note]))
    const entries = body.entries.map(({ note: _, ...entry }) => entry)
    return {
      action: { kind: 'inspect-car', ...base(scene), checklistId: newId(), entries },
      details: { checkNotes },
    }
  })
  stepRoute(app, services, signChecklist, async (scene, { body, newId }) => {
    const { checklist } = scene.sale
    if (!checklist) throw problem('delivery.checklist-missing')
    const { signature, textLanguage } = body
    const stored = await storedChecklist(scene.tx, scene.sale, checklist)
    const { version, text } = stored.textIn(textLanguage)
    const kept =
      signature &&
      (await keepSignature(scene, services.seals, {
        kind: 'delivery-signature',
        subjectId: checklist.id,
        input: signature,
        text: { code, version, language: textLanguage, text },
      }))
    const signed = { signatureId: kept?.id ?? null, contentSha256: stored.contentSha256 }
    return {
      action: { kind: 'sign-checklist', ...base(scene), ...signed, textVersion: version, textLanguage },
      details: { rowId: newId() },
    }
  })
  route(app, services, readChecklist, read)
}

async function read({ tx, scope, params, query }: Call<typeof readChecklist>) {
  const row = await findSalePage(tx, scope, params.id)
  if (!row) throw problem('request.not-found')
  const { checklist, contract, delivery } = row.state
  const episodeId = delivery?.episodeId ?? contract?.episodeId
  if (!checklist || checklist.episodeId !== episodeId)
    return { entries: [], open: openPoints(null), signed: null, text: null }
  const stored = await storedChecklist(tx, row, checklist)
  const { title, lines, version, language, text } = stored.textIn(query.language)
  const { sha256 } = signedTextOf({ code, version, language, text })
  const { signature } = checklist
  return {
    entries: stored.checks.map(({ photoHashes: _, ...entry }) => entry),
    open: openPoints(checklist),
    signed: signature && {
      signatureId: signature.signatureId,
      signedAt: signature.signedAt,
      contentSha256: signature.contentSha256,
      isAsStored: signature.contentSha256 === stored.contentSha256,
    },
    text: { version, language, title, lines: [...lines], sha256, signerName: stored.signerName },
  }
}
