import './parser-policy';
import './styles/fonts.css';
import './styles/tokens.css';
import './styles/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createHashRouter } from 'react-router';
import type { Preferences } from '../shared/contract/desktop';
import { systemLanguage } from '../shared/wording/language';
import { App } from './app/App';
import { startI18n } from './i18n/i18n';
import { call } from './lib/kervan';
import { appearanceOf, firstPreferences, usePreferencesStore } from './lib/preferences';
import { routes } from './routes';
import { applyAppearance } from './ui';

/** The window can be drawn without them, as in a browser that has no main. */
async function readPreferences(): Promise<Preferences> {
  try {
    return await call('desktop.preferences', {});
  } catch {
    return firstPreferences(systemLanguage(navigator.languages));
  }
}

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

const preferences = await readPreferences();
startI18n(preferences.language);
applyAppearance(appearanceOf(preferences));
usePreferencesStore.getState().load(preferences);

createRoot(root).render(
  <StrictMode>
    <App router={createHashRouter(routes)} />
  </StrictMode>,
);
