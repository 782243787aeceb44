import { CircleAlert, CircleCheck, Info, X } from 'lucide-react';
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import {
  UNSTABLE_Toast as AriaToast,
  UNSTABLE_ToastContent as AriaToastContent,
  UNSTABLE_ToastQueue as AriaToastQueue,
  UNSTABLE_ToastRegion as AriaToastRegion,
  Text,
} from 'react-aria-components';
import { useText } from '../i18n/use-text';
import { Button } from './Button';
import { IconButton } from './IconButton';
import { Spinner } from './Spinner';
import styles from './Toast.module.css';

/** A message beside the page: never the only place of it, never for background success. */
export interface ToastMessage {
  readonly kind: 'info' | 'done' | 'failed' | 'running';
  readonly text: string;
  readonly detail?: string;
  readonly action?: { readonly label: string; readonly onAction: () => void };
}

export interface ToastHandle {
  /** Turns a running message into done or failed. */
  readonly replace: (message: ToastMessage) => ToastHandle;
  readonly close: () => void;
}

export type ShowToast = (message: ToastMessage) => ToastHandle;

/** Long enough to read and act; the clock stops under the pointer or focus. */
const SHOWN_FOR_MS = 10_000;

const ToastContext = createContext<ShowToast>(() => {
  throw new Error('useToast is used outside ToastProvider');
});

export function useToast(): ShowToast {
  return useContext(ToastContext);
}

export function ToastProvider({ children }: { readonly children: ReactNode }) {
  const [queue] = useState(() => new AriaToastQueue<ToastMessage>({ maxVisibleToasts: 3 }));
  const show = useMemo<ShowToast>(() => {
    const add: ShowToast = (message) => {
      const timeout = message.kind === 'running' ? undefined : SHOWN_FOR_MS;
      const key = queue.add(message, { timeout });
      const close = () => queue.close(key);
      return {
        close,
        replace: (next) => {
          close();
          return add(next);
        },
      };
    };
    return add;
  }, [queue]);
  return (
    <ToastContext value={show}>
      {children}
      <ToastList queue={queue} />
    </ToastContext>
  );
}

function ToastList({ queue }: { readonly queue: AriaToastQueue<ToastMessage> }) {
  const text = useText('common');
  return (
    <AriaToastRegion queue={queue} aria-label={text('toast.region')} className={styles.region}>
      {({ toast }) => (
        <AriaToast toast={toast} className={styles.toast}>
          <KindIcon kind={toast.content.kind} />
          <AriaToastContent className={styles.content}>
            <Text slot="title">{toast.content.text}</Text>
            {toast.content.detail && (
              <Text slot="description" className={styles.detail}>
                {toast.content.detail}
              </Text>
            )}
          </AriaToastContent>
          {toast.content.action && (
            <Button
              size="small"
              variant="quiet"
              onPress={() => {
                toast.content.action?.onAction();
                queue.close(toast.key);
              }}
            >
              {toast.content.action.label}
            </Button>
          )}
          <IconButton slot="close" size="small" icon={X} label={text('toast.close')} />
        </AriaToast>
      )}
    </AriaToastRegion>
  );
}

function KindIcon({ kind }: { readonly kind: ToastMessage['kind'] }) {
  switch (kind) {
    case 'running':
      return <Spinner />;
    case 'done':
      return <CircleCheck size={16} aria-hidden className={styles.done} />;
    case 'failed':
      return <CircleAlert size={16} aria-hidden className={styles.failed} />;
    case 'info':
      return <Info size={16} aria-hidden className={styles.info} />;
  }
}
