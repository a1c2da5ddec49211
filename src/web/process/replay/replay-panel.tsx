import { useReducedMotion } from '@mantine/hooks'
import { IconPlayerPauseFilled, IconPlayerPlayFilled } from '@tabler/icons-react'
import { useEffect, useRef, useSyncExternalStore } from 'react'
import { sayCount, sayMany } from '../../figure/count.ts'
import { sayInstant } from '../../figure/date.ts'
import { paces, sayPace } from './pace.ts'
import type { Player } from './player.ts'

/** How often the words change while cases move: often enough to follow, seldom enough to read. */
const beat = 200

/** Play, pace, place in time, and what is to be seen at it. */
export function ReplayControls({ player, cases, of }: { player: Player; cases: number; of: number }) {
  useSyncExternalStore(player.subscribe, player.version)
  const isStill = useReducedMotion()
  const step = Math.max(1, (player.to - player.from) / 1000)
  // The range moves by whole steps and may stop short of the last instant; its end is the end.
  const toEnd = (time: number) => (time + step > player.to ? player.to : time)
  const { range, words } = useWords(player)
  return (
    <>
      <div className="pm-play">
        <button
          type="button"
          className="pm-play-button"
          onClick={() => player.toggle()}
          aria-label={player.isPlaying ? 'Pause' : 'Play'}
        >
          {player.isPlaying ? (
            <IconPlayerPauseFilled size={14} aria-hidden />
          ) : (
            <IconPlayerPlayFilled size={14} aria-hidden />
          )}
        </button>
        <input
          ref={range}
          type="range"
          aria-label="Point in time"
          min={player.from}
          max={player.to}
          step={step}
          defaultValue={player.time}
          onChange={(event) => player.seek(toEnd(Number(event.target.value)))}
        />
        <select aria-label="Pace" value={player.pace} onChange={(event) => player.paceAt(Number(event.target.value))}>
          {paces.map((pace) => (
            <option key={pace} value={pace}>
              {sayPace(pace)}
            </option>
          ))}
        </select>
      </div>
      <p ref={words} className="pm-words" />
      <p className="faint">
        {cases < of ? `A sample of ${sayCount(cases)} of ${sayMany(of, 'case')}.` : `All ${sayMany(of, 'case')}.`}
        {isStill && ' Your system asks for stillness: the picture changes once a second.'}
      </p>
    </>
  )
}

/** Time passes outside React: the slider and the words follow it by hand, a few times a second. */
function useWords(player: Player) {
  const range = useRef<HTMLInputElement>(null)
  const words = useRef<HTMLParagraphElement>(null)
  useEffect(() => {
    const show = () => {
      const at = sayInstant(player.time * 1000)
      if (words.current) words.current.textContent = `${at} · ${sayMoving(player.moving)}`
      if (!range.current) return
      range.current.value = String(player.time)
      range.current.setAttribute('aria-valuetext', at)
      const share = (player.time - player.from) / Math.max(1, player.to - player.from)
      range.current.style.setProperty('--at', `${share * 100}%`)
    }
    show()
    const timer = setInterval(() => player.isPlaying && show(), beat)
    // After the picture has been drawn, so that the words count what is on it.
    const stop = player.subscribe(() => requestAnimationFrame(show))
    const first = requestAnimationFrame(show)
    return () => {
      clearInterval(timer)
      cancelAnimationFrame(first)
      stop()
    }
  }, [player])
  return { range, words }
}

function sayMoving({ count, hidden }: { count: number; hidden: number }): string {
  if (count === 0) return 'no case moving'
  const past = hidden > 0 ? `, ${sayCount(hidden)} on transitions not shown` : ''
  return `${sayMany(count, 'case')} moving${past}`
}
