import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [svelte()],
  clearScreen: false,
  server: {
    port: 1420,
    strictPort: true,
    // In a plain browser the real core is reached through the test server.
    proxy: Object.fromEntries(
      ['/ipc', '/events', '/picture'].map((path) => [path, process.env['DANGLE_TEST_SERVER'] ?? 'http://127.0.0.1:1430']),
    ),
  },
  build: {
    // WebKitGTK 2.50, WebView2 and WKWebView of macOS 13.3 all read this.
    target: 'safari16.4',
    // The content security policy allows no data: fonts, so that nothing is inlined.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  test: { include: ['src/**/*.test.ts'], environment: 'node' },
});
