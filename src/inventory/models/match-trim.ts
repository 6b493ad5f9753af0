import { catalogueCode } from './catalogue-code.ts'
import { matchKeyOf } from './match-key.rules.ts'
import type { Catalogue, CatalogueModel, CatalogueTrim } from './models.import.sql.ts'

export interface MatchedTrim {
  readonly trim: CatalogueTrim
  readonly model: CatalogueModel
}

/** What a file says of a car's trim; any of it may be missing. */
export interface NamedTrim {
  readonly code?: string | null
  readonly make?: string | null
  readonly model?: string | null
  readonly trim?: string | null
}

/** Finds trims by their code, or by name however it is spelled: 'GTXPro' is 'GTX Pro'. A name that fits several
 *  trims, the model being said or not, fits none: a car is not given a trim by chance. */
export class TrimMatcher {
  private readonly byCode = new Map<string, MatchedTrim>()
  private readonly byName = new Map<string, Set<MatchedTrim>>()

  private readonly models: readonly CatalogueModel[]

  constructor({ models, trims }: Catalogue) {
    this.models = models
    const modelById = new Map(models.map(model => [model.id, model]))
    for (const trim of trims) {
      const model = modelById.get(trim.modelId)
      if (!model) continue
      const known = { trim, model }
      this.byCode.set(trim.code, known)
      for (const key of keysOf(known)) this.byName.set(key, (this.byName.get(key) ?? new Set()).add(known))
    }
  }

  find({ code, make, model, trim }: NamedTrim): MatchedTrim | null {
    const byCode = code ? this.byCode.get(catalogueCode(code)) : undefined
    if (byCode) return byCode
    const names = [model && trim ? `${model}${trim}` : null, trim, trim ? null : model]
    for (const name of names) {
      const found = name ? this.named(name, { make, model: trim ? model : null }) : null
      if (found) return found
    }
    return null
  }

  /** A model alone, when the name is no trim's. */
  findModel(name: string): CatalogueModel | null {
    const fitting = this.models.filter(model => isOfModel({ model }, name))
    return fitting.length === 1 ? (fitting[0] ?? null) : null
  }

  private named(name: string, { make, model }: NamedTrim): MatchedTrim | null {
    const fitting = [...(this.byName.get(matchKeyOf(name)) ?? [])].filter(
      known => (!make || isOfMake(known, make)) && (!model || isOfModel(known, model)),
    )
    return fitting.length === 1 ? (fitting[0] as MatchedTrim) : null
  }
}

/** 'GTX Pro' alone, and with its model in front. */
function keysOf({ trim, model }: MatchedTrim): Set<string> {
  const names = [trim.nameEn, trim.nameZh]
  const withModel = [model.nameEn + trim.nameEn, model.nameZh + trim.nameZh]
  return new Set([trim.matchKey, ...[...names, ...withModel].map(matchKeyOf)].filter(Boolean))
}

function isOfMake({ model }: MatchedTrim, make: string): boolean {
  return model.make === '' || matchKeyOf(model.make) === matchKeyOf(make)
}

function isOfModel({ model }: Pick<MatchedTrim, 'model'>, name: string): boolean {
  const key = matchKeyOf(name)
  return [model.nameEn, model.nameZh, model.code].some(each => matchKeyOf(each) === key)
}
