import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useText } from '../i18n/use-text';
import { classNames } from './class-names';
import styles from './Dialog.module.css';
import { IconButton } from './IconButton';

export interface DialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly children: ReactNode;
  /** Buttons, the primary last. */
  readonly actions?: ReactNode;
  readonly size?: 'small' | 'medium' | 'large';
  /** A question that needs an answer: read out at once, and a click outside does not close it. */
  readonly isAlert?: boolean;
  /** Work would be lost: Esc asks `onClose` like the close button does; a click outside does nothing. */
  readonly keepsWork?: boolean;
}

/** Blocks the window. Focus goes in, stays in and returns to the opener; Esc closes. */
export function Dialog(props: DialogProps) {
  const { isOpen, onClose, title, children, actions, size = 'small', isAlert, keepsWork } = props;
  const text = useText('common');
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      isDismissable={!isAlert && !keepsWork}
      className={styles.overlay}
      data-overlay=""
    >
      <Modal className={classNames(styles.modal, styles[size])}>
        <AriaDialog role={isAlert ? 'alertdialog' : 'dialog'} className={styles.dialog}>
          <header className={styles.header}>
            <Heading slot="title" level={2} className={styles.title}>
              {title}
            </Heading>
            {!isAlert && <IconButton icon={X} label={text('action.close')} size="small" onPress={onClose} />}
          </header>
          <div className={styles.body}>{children}</div>
          {actions && <footer className={styles.actions}>{actions}</footer>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
