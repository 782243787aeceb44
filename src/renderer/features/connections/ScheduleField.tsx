import { useState } from 'react';
import type { Schedule } from '../../../shared/contract/connections';
import { useText } from '../../i18n/use-text';
import { Select, TextField } from '../../ui';
import styles from './Connections.module.css';
import { choiceOf, DAILY, minuteChoices, readTimeOfDay, scheduleOfChoice } from './schedule';
import { useScheduleText } from './use-schedule-text';

interface ScheduleFieldProps {
  /** Name of the stream, for the field's name. */
  readonly stream: string;
  readonly value: Schedule;
  /** The connector's own interval, marked as recommended. */
  readonly usualMinutes?: number;
  readonly onChange: (schedule: Schedule) => void;
  readonly isDisabled?: boolean;
}

/** How often a stream is read: by hand, every so many minutes, or once a day at a time. */
export function ScheduleField({ stream, value, usualMinutes, onChange, isDisabled }: ScheduleFieldProps) {
  const text = useText('connections');
  const scheduleText = useScheduleText();
  const minutes = minuteChoices([
    ...(value.dailyAt === undefined ? [value.everyMinutes] : []),
    ...(usualMinutes === undefined ? [] : [usualMinutes]),
  ]);
  const options = [
    ...minutes.map((everyMinutes) => ({
      value: String(everyMinutes),
      label: scheduleText({ everyMinutes }),
      ...(everyMinutes === usualMinutes ? { note: text('schedule.usual') } : {}),
    })),
    { value: DAILY, label: text('schedule.daily') },
  ];
  return (
    <div className={styles.schedule}>
      <Select
        label={text('schedule.labelFor', { stream })}
        value={choiceOf(value)}
        options={options}
        isDisabled={isDisabled}
        onChange={(choice) => onChange(scheduleOfChoice(choice, value))}
      />
      {value.dailyAt !== undefined && (
        <TimeField
          label={text('schedule.timeLabelFor', { stream })}
          value={value.dailyAt}
          isDisabled={isDisabled}
          onChange={(dailyAt) => onChange({ ...value, dailyAt })}
        />
      )}
    </div>
  );
}

interface TimeFieldProps {
  readonly label: string;
  readonly value: string;
  readonly isDisabled?: boolean | undefined;
  readonly onChange: (time: string) => void;
}

/** A time of day; what was typed is taken when the field is left. */
function TimeField({ label, value, isDisabled, onChange }: TimeFieldProps) {
  const text = useText('connections');
  const [typed, setTyped] = useState(value);
  const [isWrong, setWrong] = useState(false);
  const leave = () => {
    const time = readTimeOfDay(typed);
    setWrong(time === undefined);
    if (time === undefined) return;
    setTyped(time);
    if (time !== value) onChange(time);
  };
  return (
    <TextField
      label={label}
      value={typed}
      onChange={setTyped}
      onBlur={leave}
      isDisabled={isDisabled}
      inputMode="numeric"
      autoComplete="off"
      error={isWrong ? text('schedule.timeWrong') : undefined}
    />
  );
}
