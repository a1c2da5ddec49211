let kept: Promise<string> | undefined

/** The drawing with the page's own letters in it, so that its words are as wide where they are opened as they were here. */
export async function withFont(svg: string): Promise<string> {
  kept ??= faces()
  const style = await kept
  return svg.replace(
    /^<svg [^>]*>/,
    (opening) => `${opening}<style>svg{font-variant-numeric:tabular-nums}${style}</style>`,
  )
}

async function faces(): Promise<string> {
  const rules = [...document.styleSheets].flatMap((sheet) =>
    [...sheet.cssRules].filter((rule) => rule instanceof CSSFontFaceRule).map((rule) => ({ rule, base: sheet.href })),
  )
  const texts = await Promise.all(
    rules.map(async ({ rule, base }) => {
      const from = /url\("?([^")]+)"?\)/.exec(rule.cssText)
      if (!from?.[1]) return rule.cssText
      const answer = await fetch(new URL(from[1], base ?? document.baseURI))
      if (!answer.ok) throw new Error(`The page's letters were not answered: ${answer.status}. Try again.`)
      return rule.cssText.replace(from[0], `url("data:font/woff2;base64,${base64(await answer.arrayBuffer())}")`)
    }),
  )
  return texts.join('')
}

function base64(bytes: ArrayBuffer): string {
  return btoa(Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join(''))
}
