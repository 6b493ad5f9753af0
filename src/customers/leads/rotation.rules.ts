/** Who is next: the first after the one who had the last turn, and round again. A person who came, left or is away
 *  shifts nobody else's turn.
 *  @param people at work, in the order of the rota  @returns undefined when nobody is at work */
export function nextInTurn(people: readonly string[], last: string | null): string | undefined {
  return people.find(id => last === null || id > last) ?? people[0]
}

/** Who has the fewest; among equals whoever is next in turn. */
export function leastLoaded(
  people: readonly string[],
  loads: ReadonlyMap<string, number>,
  last: string | null,
): string | undefined {
  const load = (id: string) => loads.get(id) ?? 0
  const fewest = Math.min(...people.map(load))
  return nextInTurn(
    people.filter(id => load(id) === fewest),
    last,
  )
}
