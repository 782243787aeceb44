import { useEffect } from 'react';
import { Navigate, Outlet, useLocation, useNavigate } from 'react-router';
import { listen } from '../lib/kervan';
import { usePreferences } from '../lib/preferences';
import { useFreshAnswers } from '../lib/queries';
import { useFollowRuns } from '../lib/shell-facts';
import { Shell } from './Shell';
import { StartGate } from './start/StartGate';
import './texts';

/** Everything around a page: first whether Kervan could start, then the shell, or the first run without one. */
export function Frame() {
  useFreshAnswers();
  useFollowRuns();
  useSentPlaces();
  return (
    <StartGate>
      <Inside />
    </StartGate>
  );
}

function Inside() {
  const { pathname } = useLocation();
  const { firstRunDone } = usePreferences();
  if (pathname === '/welcome') return <Outlet />;
  if (pathname === '/' && !firstRunDone) return <Navigate to="/welcome" replace />;
  return (
    <Shell>
      <Outlet />
    </Shell>
  );
}

/** The tray and notifications name a place to open. */
function useSentPlaces(): void {
  const navigate = useNavigate();
  useEffect(() => listen('navigate', ({ to }) => void navigate(to)), [navigate]);
}
