import {
  type Icon,
  IconArrowsShuffle,
  IconCircleDashed,
  IconHourglassHigh,
  IconPlugConnectedX,
  IconRepeat,
  IconRotate2,
  IconUnlink,
  IconUsersGroup,
} from '@tabler/icons-react'
import type { FrictionKind } from '../../insight/friction/answers.ts'

/** A shape for each kind, so that it is known again without its colour. */
const signs = {
  'missed-hand-off': IconUnlink,
  'delayed-communication': IconHourglassHigh,
  'dropped-ball': IconCircleDashed,
  'repeated-request': IconRepeat,
  loop: IconRotate2,
  'channel-bounce': IconArrowsShuffle,
  'broken-touchpoint': IconPlugConnectedX,
  'too-many-hands': IconUsersGroup,
} satisfies Record<FrictionKind, Icon>

export function KindSign({ kind, size = 14 }: { kind: FrictionKind; size?: number }) {
  const Sign = signs[kind]
  return <Sign size={size} stroke={1.8} aria-hidden className="friction-sign" />
}
