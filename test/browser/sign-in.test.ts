import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Running, startServer } from '../server.ts'
import { findings } from './axe.ts'
import { settled, type Visit, visit } from './visit.ts'

// One organisation's first day: its admin comes in, adds a viewer, and both see what they may. Each test goes on from the one before.
let server: Running
let dir: string
let admin: Visit
let viewer: Visit
let link = ''
const password = 'correct horse battery'

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'throughline-sign-in-'))
  server = await startServer(['serve', '--data', dir])
  admin = await visit({ signedIn: false }, server.url)
  viewer = await visit({ signedIn: false, colorScheme: 'dark' }, server.url)
})
afterAll(async () => {
  await Promise.all([admin, viewer].map(({ page }) => page.context().close()))
  await server.stop()
  await rm(dir, { recursive: true, force: true })
})

test('[W95] whoever comes before there is an admin is told where the link is', async () => {
  await viewer.page.goto('/')
  await viewer.page.getByText('access/first-sign-in').waitFor()
  expect(await findings(viewer.page)).toEqual([])
})

test('[W95] the link of the first admin opens the page, once', async () => {
  const { page } = admin
  const [address = ''] = (await readFile(join(dir, 'access', 'first-sign-in'), 'utf8')).split('\n')
  await page.goto(address)
  await page.getByLabel('Your name').fill('Ada')
  await page.getByLabel('Email address').fill('ada@example.com')
  await page.getByLabel(/^Password/).fill(password)
  expect(await findings(page)).toEqual([])
  await page.getByRole('button', { name: 'Go in' }).click()
  await page.getByText('No event is here yet').waitFor()
  await page.getByRole('link', { name: 'Account' }).click()
  await page.getByRole('heading', { name: /^Ada · ada@example.com/ }).waitFor()
  expect(await findings(page)).toEqual([])
})

test('[W96] an admin adds a member, and is shown the link once', async () => {
  const { page } = admin
  await page.getByText('Members', { exact: true }).click()
  await page.getByLabel('Name', { exact: true }).fill('Vera')
  await page.getByLabel('Email address').fill('vera@example.com')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  const told = page.getByRole('status').filter({ hasText: 'The link for Vera' })
  link = await told.getByRole('code').or(told.locator('code')).first().innerText()
  const row = page.getByRole('row').filter({ hasText: 'vera@example.com' })
  expect(await row.innerText()).toContain('has not come yet')
  expect(await findings(page)).toEqual([])
  await page.getByText('Changes', { exact: true }).click()
  await page.getByRole('row').filter({ hasText: 'POST /api/members' }).first().waitFor()
  expect(await findings(page)).toEqual([])
})

test('[W96] the member comes by the link, sees the journeys, and is refused what a viewer may not do', async () => {
  const { page } = viewer
  await page.goto(link)
  await page.getByLabel(/^Password/).fill(password)
  await page.getByRole('button', { name: 'Go in' }).click()
  await page.getByText('No event is here yet').waitFor()
  await settled(page)
  expect(await page.evaluate(async () => (await fetch('/api/members')).status)).toBe(403)
  await page.getByRole('link', { name: 'Account' }).click()
  await page.getByText('You are a viewer').waitFor()
  expect(await page.getByText('Members', { exact: true }).count()).toBe(0)
})

test('[W97] who signs out sees nothing more; a wrong password is refused, the right one opens', async () => {
  const { page } = viewer
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  expect(await findings(page)).toEqual([])
  await page.getByLabel('Email address').fill('vera@example.com')
  await page.getByLabel('Password').fill('a wrong password')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('alert').filter({ hasText: 'No member signs in with this address' }).waitFor()
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByText('No event is here yet').waitFor()
})

test('[W97] on the whole way nothing failed but what was refused', () => {
  expect(admin.complaints).toEqual([])
  expect(viewer.complaints.filter((one) => !/answered 40[13]|status of 40[13]/.test(one))).toEqual([])
})
