import type { FrictionKind } from './kinds.ts'

/** What a kind is called on the way, and what it is, in a sentence; docs/methods/friction.md says it with its limits. */
export interface Wording {
  readonly says: (names: Names) => string
  readonly note: string
  readonly ask: (names: Names) => string
}
export interface Names {
  /** titles of the step and of those waited for */
  readonly at: string
  readonly next: string
  readonly team: string
  readonly nextTeam: string
  readonly cause: string
  readonly limit: string
}

export const wordings = {
  'missed-hand-off': {
    says: ({ at, next, team, nextTeam, limit }) =>
      `${team} is done with “${at}”, and ${nextTeam} does not come to “${next}” within ${limit}`,
    note: 'Counted where the next team came later than the limit, and where it never came though the time ran out before the latest event.',
    ask: ({ at, team, nextTeam }) =>
      `How does ${nextTeam} learn that ${team} is done with “${at}”, and who would notice if it did not?`,
  },
  'delayed-communication': {
    says: ({ at, next, limit }) => `After “${at}” the customer does not hear “${next}” within ${limit}`,
    note: 'Counted where word came later than the limit or never, and where the customer got in touch after waiting longer than three in four do. A contact may have been about something else.',
    ask: ({ at, next }) =>
      `What is known between “${at}” and “${next}” that could be told at once, and what holds back the message?`,
  },
  'dropped-ball': {
    says: ({ at, next, limit }) =>
      `After “${at}” nothing is done: “${next}” does not come within ${limit}, nor within what is usual`,
    note: 'Counted where the wait is beyond the limit and beyond the outer fence of what is usual (the upper quartile and three times the distance between the quartiles).',
    ask: ({ at, team }) =>
      `Who in ${team} sees a case that rests at “${at}”, and when does the list of such cases come up?`,
  },
  'repeated-request': {
    says: ({ at, cause }) => `The customer answers “${at}” and is asked for ${cause === '' ? 'it' : cause} again`,
    note: 'The properties that differ from one request to the next in some cases and are the same in others say what was asked for; where there are none, each request after an answer counts.',
    ask: ({ at }) => `Where does what the customer gave after “${at}” lie, and why does whoever asks again not see it?`,
  },
  loop: {
    says: ({ at, limit }) => `Cases come back to “${at}”${limit === '1' ? '' : `, ${limit} times or more`}`,
    note: 'A return is a visit to the step from itself or from a later one. Steps to which most cases return are use and not rework, and are left out.',
    ask: ({ at }) => `What is wrong the first time at “${at}”, and could it be said before the customer goes on?`,
  },
  'channel-bounce': {
    says: ({ at }) => `After “${at}” customers must use two or more other channels before they get on`,
    note: 'Channels of the customer’s own acts between this step and the next, other than those of the two. Steps between which one in ten uses several are left out. Whether the customer was sent or chose to go, events do not say.',
    ask: ({ at }) => `What can be done after “${at}” only in another channel, and why is the customer not told before?`,
  },
  'broken-touchpoint': {
    says: ({ at, cause }) => `At “${at}” it fails: ${cause}`,
    note: 'Counted where more than 2 % of the cases that came here between the first failure of this kind and the last met it (with 95 % certainty). What fails more rarely is not listed.',
    ask: ({ cause }) => `Who is told when “${cause}” comes up, on which devices and since which change does it?`,
  },
  'too-many-hands': {
    says: ({ at, limit }) => `At “${at}” a case goes through more than ${limit} ${limit === '1' ? 'hand' : 'hands'}`,
    note: 'Contacts beyond those promised, or changes of team beyond those usual where the map draws no team.',
    ask: ({ at }) =>
      `Who could have finished it at “${at}”, and what did they lack: the right, the knowledge or the time?`,
  },
} satisfies Record<FrictionKind, Wording>
