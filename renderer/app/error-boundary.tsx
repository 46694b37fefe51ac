import { Component, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../preload/contract.ts';
import { errorSentence } from '../ui/error-sentence.ts';
import { Icon } from '../ui/icon.tsx';

/** Keeps a mistake of ours from leaving an empty window: says so and offers to load the window again. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { error: AppError | null }> {
  override state: { error: AppError | null } = { error: null };

  static getDerivedStateFromError(cause: unknown): { error: AppError } {
    return { error: { kind: 'unknown', message: String(cause), retryable: true } };
  }

  override render(): ReactNode {
    return this.state.error ? <Fault error={this.state.error} /> : this.props.children;
  }
}

/** The whole window when it cannot be drawn. Drafts and messages are in main: loading again loses nothing. */
export function Fault({ error }: { error: AppError }) {
  const { t } = useTranslation();
  const known = error.kind === 'unknown' ? null : errorSentence(t, error);
  return (
    <main className="empty fault">
      <Icon name="mark" />
      <h1>{t('app.faultTitle')}</h1>
      <p>{known ?? t('app.faultText')}</p>
      <p className="mono faint">{error.message.slice(0, 300)}</p>
      <button type="button" className="btn btn-main" onClick={() => location.reload()}>
        {t('app.reload')}
      </button>
    </main>
  );
}
