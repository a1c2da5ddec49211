import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

// The server serves dist/web as files; the manifest is what the bundle budget is counted from.
export default defineConfig({
  plugins: [react()],
  build: { outDir: '../../dist/web', emptyOutDir: true, manifest: true, target: 'es2022', assetsInlineLimit: 0 },
  server: { port: 4322, proxy: { '/api': 'http://localhost:4321' } },
})
