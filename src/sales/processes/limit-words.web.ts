import type { Role } from '../../platform/permissions.ts'
import { roleWord } from '../refusal-words.web.ts'
import { nameWord } from '../sale-words.web.ts'

/** `店总`, or `店总 · 远山` where the limit is one for a model. */
export function limitWord(role: Role, model: string | null): string {
  return model === null ? roleWord(role) : `${roleWord(role)} · ${model}`
}

/** The model that a limit names; its id while the catalogue is not read or does not hold it. */
export function modelName(
  models: readonly { id: string; nameZh: string; nameEn: string }[],
  modelId: string | null | undefined,
): string | null {
  if (!modelId) return null
  const model = models.find(({ id }) => id === modelId)
  return model ? nameWord(model) : modelId
}
