/** One name from a file that parts it: 王 + 小明 → 王小明, John + Smith → John Smith.
 *  @param said the whole name, where the file has one too: it stands */
export function fullName(
  said: string | null,
  { givenName, familyName }: { readonly givenName: string | null; readonly familyName: string | null },
): string | null {
  if (said !== null) return said
  if (givenName === null || familyName === null) return givenName ?? familyName
  const isChinese = /\p{Script=Han}/u.test(familyName) && /\p{Script=Han}/u.test(givenName)
  return isChinese ? familyName + givenName : `${givenName} ${familyName}`
}
