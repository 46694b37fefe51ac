import { type FormEvent, useCallback, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnswerTarget, AppError, Conversation, Person, Result } from '../../preload/contract.ts';
import { useCommand } from '../app/commands.ts';
import { hasServer, showSources, useApp } from '../app/store.ts';
import { defaultChain } from '../sources/chain.ts';
import { ChainEditor } from '../sources/chain-editor.tsx';
import { useSources } from '../sources/store.ts';
import { call } from '../ui/bridge.ts';
import { Button } from '../ui/button.tsx';
import { Choice } from '../ui/choice.tsx';
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

/** Who keeps a conversation: the Halext server, for a team, or this computer, with sources of one's own. */
type Keeper = 'server' | 'here';

/** Title, who keeps it, who answers. An error leaves everything as it was filled in. */
function NewConversation({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const form = useId();
  const mayChoose = useApp((state) => hasServer(state.session));
  const [keeper, setKeeper] = useState<Keeper>(mayChoose ? 'server' : 'here');
  const [title, setTitle] = useState('');
  const [withAi, setWithAi] = useState(true);
  const [modelId, setModelId] = useState<string | null>(null);
  const [people, setPeople] = useState<readonly Person[]>([]);
  const [chain, setChain] = useChain();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const isHere = keeper === 'here';
  const nobody = isHere && chain.length === 0;

  const make = (): Promise<Result<Conversation>> =>
    isHere
      ? call('local.create', { title: title.trim(), chain })
      : call('conversations.create', {
          title: title.trim() || t('chat.newTitle'),
          withAi,
          modelId: withAi ? modelId : null,
          people: people.map((each) => each.username),
        });
  const create = async (event: FormEvent) => {
    event.preventDefault();
    if (nobody) return;
    setBusy(true);
    const result = await make();
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
          <Button
            kind="main"
            submit
            form={form}
            busy={busy}
            disabled={nobody}
            title={nobody ? t('targets.chainEmpty') : undefined}
          >
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
          placeholder={isHere ? t('chat.titleFromQuestion') : t('chat.newTitle')}
          autoFocus
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        {mayChoose && (
          <Choice
            label={t('chat.keeper')}
            value={keeper}
            options={[
              { value: 'server', label: t('chat.keeperServer') },
              { value: 'here', label: t('chat.keeperHere') },
            ]}
            onChange={setKeeper}
          />
        )}
        {isHere ? (
          <AnsweredBy chain={chain} onChange={setChain} onLeave={onClose} />
        ) : (
          <>
            <PeopleField people={people} onChange={setPeople} />
            <div className="row form-ai">
              <Switch label={t('chat.aiAnswers')} hint={t('chat.aiHint')} checked={withAi} onChange={setWithAi} />
              {withAi && <ModelPicker modelId={modelId} onSelect={setModelId} />}
            </div>
          </>
        )}
        {error && (
          <Note kind="bad" live>
            {errorSentence(t, error)}
          </Note>
        )}
      </form>
    </Dialog>
  );
}

/** The chain chosen here; until then that of the settings, or the first source there is. */
function useChain() {
  const sources = useSources((state) => state.sources);
  const ofSettings = useApp((state) => state.settings.answers.chain);
  const [chosen, setChosen] = useState<readonly AnswerTarget[] | null>(null);
  return [chosen ?? defaultChain(ofSettings, sources), setChosen] as const;
}

interface AnsweredByProps {
  readonly chain: readonly AnswerTarget[];
  readonly onChange: (chain: readonly AnswerTarget[]) => void;
  readonly onLeave: () => void;
}

function AnsweredBy({ chain, onChange, onLeave }: AnsweredByProps) {
  const { t } = useTranslation();
  const nobodyThere = useSources(({ known, sources }) => known && sources.length === 0);
  const server = useApp((state) => hasServer(state.session));
  const addSource = () => {
    onLeave();
    showSources();
  };
  return (
    <div className="fieldset">
      <span className="label">{t('chat.answeredByLabel')}</span>
      {nobodyThere && !server ? (
        <Note
          kind="info"
          actions={
            <Button size="small" icon="plus" onClick={addSource}>
              {t('targets.addSource')}
            </Button>
          }
        >
          {t('targets.none')}
        </Note>
      ) : (
        <ChainEditor chain={chain} onChange={onChange} />
      )}
      <p className="hint">{t('chat.keptHereHint')}</p>
    </div>
  );
}
