import './parser-policy';
import './styles/fonts.css';
import './styles/tokens.css';
import './styles/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createHashRouter } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import { systemLanguage } from '../shared/wording/language';
import { startI18n } from './i18n/i18n';
import { routes } from './routes';
import { applyAppearance, UiProvider, useAppearance } from './ui';

startI18n(systemLanguage(navigator.languages));
applyAppearance(useAppearance.getState());

const router = createHashRouter(routes);
const navigate = (href: string) => void router.navigate(href.replace(/^#/, ''));

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <UiProvider navigate={navigate}>
      <RouterProvider router={router} />
    </UiProvider>
  </StrictMode>,
);
