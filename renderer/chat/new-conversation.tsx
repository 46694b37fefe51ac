import { type FormEvent, useCallback, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError, Person } from '../../preload/contract.ts';
import { useCommand } from '../app/commands.ts';
import { call } from '../ui/bridge.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { errorSentence } from '../ui/error-sentence.ts';
import { Field } from '../ui/field.tsx';
import { Note } from '../ui/note.tsx';
import { Switch } from '../ui/switch.tsx';
import { selectConversation } from './actions.ts';
import { focusComposer } from './composer-link.ts';
import { ModelPicker } from './model-picker.tsx';
import { PeopleField } from './people-field.tsx';

/** Opens the form when ⌘N, a button or main asks for it. */
export function NewConversationHost() {
  const [open, setOpen] = useState(false);
  const show = useCallback(() => setOpen(true), []);
  useCommand('newConversation', show);
  return open ? <NewConversation onClose={() => setOpen(false)} /> : null;
}

/** Title, AI on or off, model, people. An error leaves everything as it was filled in. */
function NewConversation({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const form = useId();
  const [title, setTitle] = useState('');
  const [withAi, setWithAi] = useState(true);
  const [modelId, setModelId] = useState<string | null>(null);
  const [people, setPeople] = useState<readonly Person[]>([]);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<AppError | null>(null);

  const create = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const result = await call('conversations.create', {
      title: title.trim() || t('chat.newTitle'),
      withAi,
      modelId: withAi ? modelId : null,
      people: people.map((each) => each.username),
    });
    setBusy(false);
    if (!result.ok) {
      setError(result.error);
      return;
    }
    onClose();
    selectConversation(result.value.id, null);
    focusComposer(result.value.id);
  };

  return (
    <Dialog
      title={t('chat.new')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('chat.cancel')}</Button>
          <Button kind="main" submit form={form} busy={busy}>
            {t('chat.create')}
          </Button>
        </>
      }
    >
      <form id={form} className="form" onSubmit={(event) => void create(event)}>
        <Field
          label={t('chat.titleLabel')}
          value={title}
          maxLength={200}
          placeholder={t('chat.newTitle')}
          autoFocus
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        <PeopleField people={people} onChange={setPeople} />
        <div className="row form-ai">
          <Switch label={t('chat.aiAnswers')} hint={t('chat.aiHint')} checked={withAi} onChange={setWithAi} />
          {withAi && <ModelPicker modelId={modelId} onSelect={setModelId} />}
        </div>
        {error && (
          <Note kind="bad" live>
            {errorSentence(t, error)}
          </Note>
        )}
      </form>
    </Dialog>
  );
}
