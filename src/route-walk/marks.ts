import type { Mark, MarkKind } from './sights.ts'
import type { Maker } from './stores.ts'
import type { Place } from './walkers.ts'
import type { Lot, World } from './world.ts'

export function marksOf(lots: Readonly<Record<Place, Lot>>): Mark[] {
  return (Object.entries(lots) as [Place, Lot][]).flatMap(([place, { customer, lead, sale, car }]) => {
    const mark = (kind: MarkKind, what: string, ...texts: (string | undefined)[]): Mark[] =>
      texts.filter(text => text !== undefined).map(text => ({ kind, place, what, text }))
    const gift = sale?.state.quotes[0]?.concessionMinor
    return [
      ...mark('customer', 'a customer', customer.id, customer.phonePointId, customer.idPointId),
      ...mark('name', "a customer's name", customer.name),
      ...mark('number', 'a phone number', customer.phone, lead?.phone),
      ...mark('number', 'a document number', customer.idNumber),
      ...mark('lead', 'a lead', lead?.id),
      ...mark('name', "a lead's name", lead?.name),
      ...mark(
        'sale',
        'a sale or a paper of it',
        sale?.id,
        ...(sale?.state.quotes ?? []).map(quote => quote.id),
        ...(sale?.state.payments ?? []).map(payment => payment.id),
        ...(sale?.state.testDrives ?? []).map(drive => drive.id),
        sale?.state.contract?.id,
      ),
      ...mark('car', 'a car', car?.id, car?.episodeId, car?.vin),
      ...mark('cost', "a car's cost", ...amounts(car?.costMinor)),
      ...mark('cost', "a gift's cost", ...amounts(gift === undefined ? undefined : gift - 20_000)),
    ]
  })
}

/** An amount as an answer has it and as a spreadsheet has it. */
function amounts(minor: number | undefined): string[] {
  return minor === undefined ? [] : [String(minor), String(minor / 100)]
}

/** People of the stores. Those above them are the network's own. */
export function staffMarks({ D1, D2, D3 }: World['makers']): Mark[] {
  const at = (maker: Maker, place: Place, code: string): Mark[] =>
    Object.entries(maker.staff).flatMap(([post, id]) => [
      { kind: 'staff', place, what: 'a member of staff', text: id, whose: `${code}.${post.toLowerCase()}` },
      {
        kind: 'staff',
        place,
        what: "a colleague's name",
        text: `Name of ${code}.${post.toLowerCase()}`,
        whose: `${code}.${post.toLowerCase()}`,
      },
    ])
  return [...at(D1, 'colleagues', 'd1'), ...at(D2, 'neighbours', 'd2'), ...at(D3, 'far', 'd3')]
}

export function keyMarks(keys: World['keys'], { D1, D2, D3 }: World['makers']): Mark[] {
  const at = ({ dealerId }: Maker, place: Place): Mark => ({
    kind: 'key',
    place,
    what: 'an API key',
    text: keys[dealerId] ?? '',
  })
  return [at(D1, 'mine'), at(D2, 'neighbours'), at(D3, 'far')]
}
