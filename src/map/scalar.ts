/** How the canonical text writes one value. Quotes only where plain text would be read as something else (SPEC M8). */

/** Letters, digits and the marks of plain prose; `: ` and ` #` and all that opens something in YAML need quotes. */
const plainText = /^[\p{L}\p{N}_/(][\p{L}\p{N}\p{M} _/().,'?!%&+;…–—’$€£-]*$/u
const spaces = /^ | {2}| $/
/** What YAML 1.2 reads as no text, and what its older readers, which some editors still use, read so: yes, no, on, off. */
const readAsOther = /^(true|false|null|yes|no|on|off|y|n|~)$|^[-+.]?[0-9][0-9a-z_.:,+-]*$/i
const date = /^\d{4}-\d{2}-\d{2}$/

/** Inside brackets a comma would end the value. */
export function flowScalar(value: string | number | boolean): string {
  return typeof value === 'string' && value.includes(',') ? quote(value) : scalar(value)
}

export function scalar(value: string | number | boolean): string {
  if (typeof value === 'string') return isPlain(value) ? value : quote(value)
  return Object.is(value, -0) ? '-0' : String(value)
}

function isPlain(text: string): boolean {
  return plainText.test(text) && !spaces.test(text) && (date.test(text) || !readAsOther.test(text))
}

/** JSON's escapes are YAML's; characters that a reader might take for the end of a line are escaped too. */
function quote(text: string): string {
  return JSON.stringify(text).replace(/[\u007f-\u00a0\u2028\u2029\ufeff\ufffe\uffff]/g, escaped)
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}
