import { useState } from 'react';
import { useText } from '../../i18n/use-text';
import { usePreferences } from '../../lib/preferences';
import { Switch, TextField } from '../../ui';
import styles from './Settings.module.css';
import { useSetting } from './use-setting';

const FIRST_HOURS = { from: '22:00', until: '08:00' };

export function NotificationSettings() {
  const text = useText('settings');
  const { notifications, quietHours } = usePreferences();
  const set = useSetting();
  return (
    <div className={styles.form}>
      <Switch
        isSelected={notifications}
        onChange={(on) => set(text('notifications.on'), { notifications: on })}
        note={text('notifications.onNote')}
      >
        {text('notifications.on')}
      </Switch>
      <Switch
        isSelected={quietHours !== null}
        isDisabled={!notifications}
        onChange={(on) => set(text('notifications.quiet'), { quietHours: on ? FIRST_HOURS : null })}
        note={text('notifications.quietNote')}
      >
        {text('notifications.quiet')}
      </Switch>
      {notifications && quietHours && (
        <div className={styles.times}>
          <TimeField
            label={text('notifications.from')}
            value={quietHours.from}
            onKeep={(from) => set(text('notifications.quiet'), { quietHours: { ...quietHours, from } })}
          />
          <TimeField
            label={text('notifications.until')}
            value={quietHours.until}
            onKeep={(until) => set(text('notifications.quiet'), { quietHours: { ...quietHours, until } })}
          />
        </div>
      )}
    </div>
  );
}

interface TimeFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onKeep: (time: string) => void;
}

/** A time of day, kept when the field is left. */
function TimeField({ label, value, onKeep }: TimeFieldProps) {
  const text = useText('settings');
  const [typed, setTyped] = useState(value);
  const [before, setBefore] = useState(value);
  if (before !== value) {
    setBefore(value);
    setTyped(value);
  }
  const time = readTime(typed);
  const [wasLeft, setLeft] = useState(false);
  return (
    <TextField
      label={label}
      value={typed}
      onChange={setTyped}
      inputMode="numeric"
      maxLength={5}
      error={wasLeft && time === null ? text('notifications.time') : undefined}
      onBlur={() => {
        setLeft(true);
        if (time === null) return;
        setTyped(time);
        if (time !== value) onKeep(time);
      }}
    />
  );
}

/** "8:00", "08.00" and "0800" are all eight o'clock. */
export function readTime(typed: string): string | null {
  const match = /^(\d{1,2})[:.]?(\d{2})$/.exec(typed.trim());
  const [, hour = '', minute = ''] = match ?? [];
  if (!match || Number(hour) > 23 || Number(minute) > 59) return null;
  return `${hour.padStart(2, '0')}:${minute}`;
}
