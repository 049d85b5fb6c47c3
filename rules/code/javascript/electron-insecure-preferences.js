const { BrowserWindow } = require("electron");

const open = new BrowserWindow({
  width: 800,
  // ruleid: javascript.electron-insecure-preferences
  webPreferences: { nodeIntegration: true, contextIsolation: false },
});
// ruleid: javascript.electron-insecure-preferences
const mixed = new BrowserWindow({ webPreferences: { preload, webSecurity: false } });
// ruleid: javascript.electron-insecure-preferences
const shared = new BrowserWindow({ webPreferences: { contextIsolation: false } });
// ok: javascript.electron-insecure-preferences
const plain = new BrowserWindow({ webPreferences: { preload } });
// ok: javascript.electron-insecure-preferences
const explicit = new BrowserWindow({ webPreferences: { nodeIntegration: false, contextIsolation: true, sandbox: true } });
// ok: javascript.electron-insecure-preferences
const other = { nodeIntegration: true };
