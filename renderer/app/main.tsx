import '../ui/tokens.css';
import '../ui/parts.css';
import './main.css';
import '../ui/forced-colors.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { boot } from './boot.ts';
import { ErrorBoundary, Fault } from './error-boundary.tsx';

const element = document.getElementById('root');
if (!element) throw new Error('index.html has no root element');
const root = createRoot(element);

const error = await boot();
root.render(
  <StrictMode>
    {error ? (
      <Fault error={error} />
    ) : (
      <ErrorBoundary>
        <App />
      </ErrorBoundary>
    )}
  </StrictMode>,
);
