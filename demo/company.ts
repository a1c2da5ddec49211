/** There is no such bank: every name, number and word of it is made up here. */
export const company = { name: 'Harbour Bank (simulated)', simulated: true } as const

export const partners = {
  identity: 'Proofline ID',
  bureau: 'Northlight Bureau',
  cards: 'Silverleaf Cards',
} as const
