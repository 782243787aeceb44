import { Notification } from 'electron';
import type { Log } from '../../log/log';
import type { Notice } from './notice';
import type { Shown } from './notifier';

export interface ShowNoticeOptions {
  readonly icon: string;
  readonly onClick: (route: string) => void;
  readonly log: Log;
}

/** Puts a notice on the desktop; where there is no notification service it is a line in the log. */
export function createShowNotice({ icon, onClick, log }: ShowNoticeOptions): (notice: Notice) => Shown {
  // Electron drops a notification that nothing holds on to, and its click with it.
  const held = new Set<Notification>();
  return (notice) => {
    if (!Notification.isSupported()) return { withdraw: () => undefined };
    const notification = new Notification({
      title: notice.title,
      body: notice.body,
      icon,
      urgency: notice.urgent ? 'critical' : 'normal',
    });
    held.add(notification);
    notification.on('click', () => {
      // Not every desktop takes it away by itself.
      notification.close();
      onClick(notice.route);
    });
    notification.on('close', () => void held.delete(notification));
    notification.on('failed', (_event, error) =>
      log.warn('notification not shown', { key: notice.key, error }),
    );
    notification.show();
    log.debug('notification shown', { key: notice.key });
    return {
      withdraw() {
        notification.close();
        held.delete(notification);
      },
    };
  };
}
