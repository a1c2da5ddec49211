/** The kinds of DESIGN 1, in the order in which they are explained. docs/methods/friction.md defines each. */
export const frictionKinds = [
  'missed-hand-off',
  'delayed-communication',
  'dropped-ball',
  'repeated-request',
  'loop',
  'channel-bounce',
  'broken-touchpoint',
  'too-many-hands',
] as const
export type FrictionKind = (typeof frictionKinds)[number]
