import { useCallback } from 'react';
import type { Schedule } from '../../../shared/contract/connections';
import { useText } from '../../i18n/use-text';

/** A schedule in words: "5 dakikada bir", "her gün 03:00", "yalnız elle". */
export function useScheduleText(): (schedule: Schedule) => string {
  const text = useText('connections');
  return useCallback(
    ({ everyMinutes, dailyAt }) => {
      if (dailyAt !== undefined) return text('schedule.dailyAt', { time: dailyAt });
      if (everyMinutes === 0) return text('schedule.off');
      if (everyMinutes % 60 === 0) return text('schedule.hours', { count: everyMinutes / 60 });
      return text('schedule.minutes', { count: everyMinutes });
    },
    [text],
  );
}
