import { day } from './calendar.ts'
import { type EffectKind, type FrictionKind, limits } from './plan.ts'

export type Kind = FrictionKind | EffectKind
export interface Note {
  /** event names: where it strikes */
  readonly at: readonly string[]
  readonly says: string
  /** how it can be seen in the events alone */
  readonly seen: string
}

/** What is planted, in words: where it is, what happens, and by which rule it can be found again. */
export const notes = {
  'missed-hand-off': {
    at: ['Papers Sent', 'Papers Handed Over'],
    says: 'Sales has the papers and does not tell Compliance',
    seen: `a Papers Sent with no Papers Handed Over in the ${limits.handOver / day} days after it`,
  },
  'delayed-communication': {
    at: ['Papers Checked', 'Papers Result Sent'],
    says: 'the papers are checked and the customer is not told for days',
    seen: `a Papers Result Sent more than ${limits.tell / day} days after the Papers Checked before it`,
  },
  'dropped-ball': {
    at: ['Card Ordered', 'Card Made'],
    says: 'the order never reaches the card maker',
    seen: `a Card Ordered with no Card Made in the ${limits.card / day} days after it`,
  },
  'repeated-request': {
    at: ['Papers Requested'],
    says: 'the same papers are asked for again though they were sent',
    seen: 'a Papers Requested whose property papers is that of the one before it in the case',
  },
  loop: {
    at: ['Identity Check Started', 'Identity Check Failed'],
    says: 'the identity check is failed and begun again, over and over',
    seen: `a case with ${limits.attempts} or more Identity Check Started`,
  },
  'channel-bounce': {
    at: ['Redirected To Phone', 'Bank Called', 'Redirected To Branch', 'Branch Visited'],
    says: 'the web form sends the customer to the phone, the phone to a branch',
    seen: 'a Branch Visited',
  },
  'broken-touchpoint': {
    at: ['Upload Failed'],
    says: 'the upload page fails on mobile for four weeks',
    seen: 'an Upload Failed with device mobile and error "upload page did not load"',
  },
  'too-many-hands': {
    at: ['Ticket Transferred'],
    says: 'a ticket is passed from team to team',
    seen: `${limits.transfers} or more Ticket Transferred between a Ticket Opened and its Ticket Answered`,
  },
  shift: {
    at: ['Identity Check Started', 'Identity Check Passed', 'Identity Check Failed'],
    says: 'the identity partner is slow from a certain week on',
    seen: 'the wait from a first Identity Check Started to the answer',
  },
  segment: {
    at: ['Credit Report Received', 'Application Approved', 'Application Declined'],
    says: 'sole traders who applied in the app wait longer for the decision than other sole traders',
    seen: 'the wait from Credit Report Received to the decision',
  },
  queue: {
    at: ['Papers Checked'],
    says: 'in some weeks the queue at Compliance is long',
    seen: 'the wait from Papers Handed Over (the first time: Identity Check Passed) to Papers Checked, by the week in which it begins',
  },
} satisfies Record<Kind, Note>

export const kinds: readonly Kind[] = [
  'missed-hand-off',
  'delayed-communication',
  'dropped-ball',
  'repeated-request',
  'loop',
  'channel-bounce',
  'broken-touchpoint',
  'too-many-hands',
  'shift',
  'segment',
  'queue',
]
