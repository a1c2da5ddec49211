// npm run test:faults [-- --minutes 5 --seed 7 --only kill,disk,clock]: faults under load, and afterwards the store held against what
// was acknowledged.
import { parseArgs } from 'node:util'
import { canMount, type FaultName, faults, type Outcome, underFault } from './faults.ts'

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '5' },
    seed: { type: 'string', default: '7' },
    only: { type: 'string', default: Object.keys(faults).join(',') },
  },
})

function isFault(name: string): name is FaultName {
  return Object.hasOwn(faults, name)
}

function say({ fault, seconds, deaths, requests, tries, acknowledged, held, ...found }: Outcome): boolean {
  const bad = Object.entries(found).filter(([, list]) => list.length > 0)
  console.log(
    `${fault}: ${acknowledged} events acknowledged in ${requests} requests (${tries} tries) within ${Math.round(seconds)} s, ${deaths} deaths; ${held} held${bad.length === 0 ? ': none missing, none twice, all in order' : ''}`,
  )
  for (const [what, list] of bad) console.error(`  ${what}: ${list.length}, the first ${list.slice(0, 5).join('; ')}`)
  return bad.length === 0
}

const asked = values.only.split(',')
const unknown = asked.find((name) => !isFault(name))
if (unknown !== undefined || !(Number(values.minutes) > 0)) {
  console.error(`--only takes ${Object.keys(faults).join(', ')}; --minutes a number above 0.`)
  process.exit(2)
}
const names = asked.filter(isFault).filter((name) => {
  const isPossible = name !== 'disk' || canMount()
  if (!isPossible) console.error('disk: left out; it takes root on Linux to mount a disk small enough to be filled.')
  return isPossible
})
let isGood = names.length > 0
for (const name of names)
  isGood = say(await underFault(name, (Number(values.minutes) * 60) / names.length, Number(values.seed))) && isGood
process.exit(isGood ? 0 : 1)
