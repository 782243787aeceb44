import type { ReactNode } from 'react';
import { I18nProvider, RouterProvider } from 'react-aria-components';
import { LOCALE_TAG } from '../../shared/wording/language';
import { useLanguage } from '../i18n/use-text';
import { Announcer } from './Announcer';
import { useApplyAppearance } from './appearance';
import { ToastProvider } from './Toast';

interface UiProviderProps {
  /** Goes to an address of the window, so that links of the kit do not reload it. */
  readonly navigate: (href: string) => void;
  readonly children: ReactNode;
}

/** What every part of the kit stands on: language, appearance, links, messages, live regions. */
export function UiProvider({ navigate, children }: UiProviderProps) {
  const language = useLanguage();
  useApplyAppearance();
  return (
    <I18nProvider locale={LOCALE_TAG[language]}>
      <RouterProvider navigate={navigate}>
        <Announcer>
          <ToastProvider>{children}</ToastProvider>
        </Announcer>
      </RouterProvider>
    </I18nProvider>
  );
}
