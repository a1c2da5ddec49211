// `npm start`: the page as its sources are now, and the simulated company behind it.
import { main } from '../src/cli/index.ts'
import './build-page.ts'

await main(['serve', '--demo', ...process.argv.slice(2)])
