import '../ui/tokens.css';
import '../ui/parts.css';
import './quick.css';
import '../ui/forced-colors.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { boot } from '../app/boot.ts';
import { ErrorBoundary, Fault } from '../app/error-boundary.tsx';
import { Quick } from './quick.tsx';

const element = document.getElementById('root');
if (!element) throw new Error('quick.html has no root element');
const root = createRoot(element);

const error = await boot();
root.render(
  <StrictMode>
    {error ? (
      <Fault error={error} />
    ) : (
      <ErrorBoundary>
        <Quick />
      </ErrorBoundary>
    )}
  </StrictMode>,
);
