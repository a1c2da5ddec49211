/** A title in two lines at most of so many letters each; what is longer still is cut, and says so. */
export function inLines(text: string, letters: number): readonly string[] {
  const cut = (line: string) => (line.length > letters ? `${line.slice(0, Math.max(1, letters - 1))}…` : line)
  if (text.length <= letters) return [text]
  const space = text.lastIndexOf(' ', letters)
  if (space < 1) return [cut(text)]
  return [text.slice(0, space), cut(text.slice(space + 1))]
}
