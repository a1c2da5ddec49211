/** The grid's place while the map is on its way: as many columns and lanes as most maps have. */
export function GridWaits() {
  return (
    <div className="grid-waits" role="status" aria-label="Fetching the map">
      {Array.from({ length: 6 }, (_, lane) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: nothing but a place
        <div key={lane} className="waits-lane">
          {Array.from({ length: 9 }, (_, column) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: nothing but a place
            <span key={column} className="skeleton" />
          ))}
        </div>
      ))}
    </div>
  )
}
