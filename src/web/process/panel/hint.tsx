export function Hint() {
  return (
    <p className="absent">
      Select a step or a link to see how many took it, how long it takes, and the cases behind it.
    </p>
  )
}
