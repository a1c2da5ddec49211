/** A one-time link opens the door once, within this time. */
export const linkHours = 24
