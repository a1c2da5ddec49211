import type { Actor } from '../src/event/index.ts'
import { partners } from './company.ts'

/** Who and what stands behind an event of this name unless the story says otherwise. */
export interface Kind {
  readonly actor: Actor
  readonly channel: string
  readonly team?: string
  readonly system: string
  readonly partner?: string
}

const visit = { actor: 'customer', channel: 'web', team: 'Marketing', system: 'Web site' } as const
const form = { actor: 'customer', channel: 'web', team: 'Sales', system: 'Web site' } as const
const sales = { actor: 'company', channel: 'email', team: 'Sales', system: 'CRM' } as const
const compliance = { actor: 'company', channel: 'email', team: 'Compliance', system: 'Document store' } as const
const identity = {
  actor: 'partner',
  channel: 'app',
  team: 'Compliance',
  system: 'Document store',
  partner: partners.identity,
} as const
const credit = {
  actor: 'company',
  channel: 'system',
  team: 'Compliance',
  system: 'Core banking',
  partner: partners.bureau,
} as const
const onboarding = { actor: 'company', channel: 'email', team: 'Onboarding', system: 'CRM' } as const
const cards = {
  actor: 'company',
  channel: 'post',
  team: 'Cards',
  system: 'Core banking',
  partner: partners.cards,
} as const
const use = { actor: 'customer', channel: 'app', team: 'Onboarding', system: 'Core banking' } as const
const help = { actor: 'company', channel: 'phone', team: 'Support', system: 'Help desk' } as const

export const catalogue = {
  'Ad Clicked': visit,
  'Search Result Clicked': visit,
  'Comparison Site Visited': visit,
  'Recommendation Followed': visit,
  'Prices Compared': visit,
  'Guide Read': visit,
  'Chat Asked': { ...visit, channel: 'chat', team: 'Sales', system: 'Help desk' },
  'Chat Answered': { ...sales, channel: 'chat', system: 'Help desk' },

  'Application Started': form,
  'Business Details Given': form,
  'Application Saved': form,
  'Reminder Sent': { ...sales, team: 'Marketing' },
  'Application Resumed': form,
  'Redirected To Phone': { ...sales, channel: 'web' },
  'Bank Called': { ...form, channel: 'phone', system: 'CRM' },
  'Redirected To Branch': { ...sales, channel: 'phone' },
  'Branch Visited': { ...form, channel: 'branch', system: 'CRM' },
  'Application Submitted': form,
  'Application Withdrawn': form,

  'Papers Requested': sales,
  'Upload Failed': { actor: 'system', channel: 'web', team: 'Sales', system: 'Document store' },
  'Papers Sent': { ...form, system: 'Document store' },
  'Customer Chased': { ...form, channel: 'phone', system: 'CRM' },
  'Papers Handed Over': { ...sales, channel: 'system' },
  'Identity Check Started': { ...identity, actor: 'customer' },
  'Identity Check Failed': identity,
  'Identity Check Passed': identity,
  'Papers Checked': { ...compliance, channel: 'system' },
  'Papers Result Sent': compliance,
  'Effort Survey Answered': { ...form, channel: 'email', team: 'Marketing', system: 'CRM' },

  'Credit Check Requested': credit,
  'Credit Report Received': { ...credit, actor: 'partner' },
  'Application Approved': { ...compliance, system: 'Core banking' },
  'Application Declined': { ...compliance, system: 'Core banking' },
  'Decision Letter Sent': { ...sales, channel: 'post', system: 'Document store' },
  'Contract Sent': { ...sales, system: 'Document store' },
  'Contract Signed': { ...form, channel: 'email', system: 'Document store' },
  'Account Opened': { ...onboarding, channel: 'system', system: 'Core banking' },
  'Welcome Email Sent': onboarding,

  'Card Ordered': { ...cards, channel: 'system' },
  'Card Made': { ...cards, actor: 'partner', channel: 'system' },
  'Card Delivered': { ...cards, actor: 'partner' },
  'Card Activated': { ...use, team: 'Cards' },
  'First Login': use,
  'Welcome Call Held': { ...onboarding, channel: 'phone' },
  'First Payment': use,
  'Card Payment Made': { ...use, channel: 'card', team: 'Cards' },
  'Transfer Made': use,
  'Invoice Sent': use,
  'Accounting Connected': use,
  'Direct Debit Set Up': use,
  'Fee Charged': { ...onboarding, channel: 'system', system: 'Core banking' },
  'Onboarding Survey Answered': { ...use, channel: 'email', team: 'Marketing', system: 'CRM' },
  'Ninety Days Reviewed': onboarding,

  'Ticket Opened': { ...help, actor: 'customer' },
  'Ticket Transferred': { ...help, channel: 'system' },
  'Ticket Answered': help,
  'Ticket Reopened': { ...help, actor: 'customer' },
  'Ticket Closed': { ...help, channel: 'system' },
  'Help Survey Answered': { ...help, actor: 'customer', channel: 'email' },
  'Complaint Made': { ...help, actor: 'customer', channel: 'email' },
  'Complaint Answered': { ...help, channel: 'post' },

  'Review Written': { ...use, channel: 'web', team: 'Marketing', system: 'Web site' },
  'Friend Recommended': { ...use, team: 'Marketing', system: 'CRM' },
  'Account Closed': use,
} as const satisfies Record<string, Kind>

export type EventName = keyof typeof catalogue
