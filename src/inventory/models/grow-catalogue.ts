import { TrimMatcher } from './match-trim.ts'
import type { Catalogue, CatalogueModel, CatalogueTrim } from './models.import.sql.ts'
import type { ModelRow } from './models.import.ts'
import { planModel } from './plan-models.ts'

/** What a stock list says of a car's trim. */
export interface ListedTrim extends Pick<ModelRow, 'make' | 'trimCode' | 'energy'> {
  readonly model: string | null
  readonly trim: string | null
  readonly price: ModelRow['listPrice'] | null
}

/** A trim that a stock list brought into the catalogue, with its model when that is new too. */
export interface GrownTrim {
  readonly trim: CatalogueTrim
  readonly model: CatalogueModel | null
}

/** Adds the trims that a list of new cars names and the catalogue does not know yet, each at the first price named.
 *  A list that leaves model, trim or price out adds nothing. */
export function growCatalogue(
  ids: { readonly newId: () => string },
  catalogue: Catalogue,
  listed: readonly ListedTrim[],
): { catalogue: Catalogue; grown: ReadonlyMap<string, GrownTrim> } {
  const models = [...catalogue.models]
  const trims = [...catalogue.trims]
  const grown = new Map<string, GrownTrim>()
  const known = new TrimMatcher(catalogue)
  for (const { make, model, trim, trimCode, energy, price } of distinct(listed)) {
    if (!model || !trim || !price || known.find({ code: trimCode, make, model, trim })) continue
    const row = { ...unsaid, make, model, trim, trimCode, energy, listPrice: price }
    const planned = planModel(ids, row, { models, trims })
    if (planned.outcome !== 'new') continue
    const { newModel, newTrim } = planned.change
    if (newModel) models.push(newModel)
    if (newTrim) {
      trims.push(newTrim)
      grown.set(newTrim.id, { trim: newTrim, model: newModel })
    }
  }
  return { catalogue: { models, trims }, grown }
}

const unsaid = { trimEn: null, modelEn: null, modelCode: null, currency: null }

function distinct(listed: readonly ListedTrim[]): ListedTrim[] {
  const byName = new Map<string, ListedTrim>()
  for (const each of listed) {
    const name = JSON.stringify([each.make, each.model, each.trim, each.trimCode])
    if (!byName.get(name)?.price) byName.set(name, each)
  }
  return [...byName.values()]
}
