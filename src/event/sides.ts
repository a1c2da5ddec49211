import type { Actor } from './event.ts'

/** Words for the four sides of a conversation, beside their own names, as columns of actors have them. */
const sides: Readonly<Record<string, Actor>> = {
  customer: 'customer',
  client: 'customer',
  user: 'customer',
  consumer: 'customer',
  visitor: 'customer',
  kunde: 'customer',
  caller: 'customer',
  inbound: 'customer',
  company: 'company',
  agent: 'company',
  employee: 'company',
  staff: 'company',
  support: 'company',
  brand: 'company',
  operator: 'company',
  mitarbeiter: 'company',
  outbound: 'company',
  partner: 'partner',
  supplier: 'partner',
  vendor: 'partner',
  system: 'system',
  bot: 'system',
  automation: 'system',
  robot: 'system',
}

/** The side that a word means, in any case of letters; undefined where it is known for none. */
export function sideOf(word: string): Actor | undefined {
  const known = word.trim().toLowerCase()
  return Object.hasOwn(sides, known) ? sides[known] : undefined
}
