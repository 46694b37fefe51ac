import { useTranslation } from 'react-i18next';
import { Dialog } from '../ui/dialog.tsx';
import { SignInForm } from './form.tsx';

/** Signs in to one more account, or to one that was signed out. The new one becomes the active one. */
export function AddAccount({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog title={t('signin.addTitle')} onClose={onClose}>
      <SignInForm />
    </Dialog>
  );
}
