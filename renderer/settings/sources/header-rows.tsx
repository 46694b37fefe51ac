import { useTranslation } from 'react-i18next';
import { Button, IconButton } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/switch.tsx';
import { type HeaderRow, headerField, isKept, newHeader } from './header-form.ts';
import { FormLine, KeptSecret, SecretInput } from './parts.tsx';
import type { SecretInputs } from './secret-inputs.ts';

interface HeaderRowsProps {
  readonly rows: readonly HeaderRow[];
  /** The address leads elsewhere: what is kept will be forgotten. */
  readonly moved: boolean;
  readonly secrets: SecretInputs;
  readonly error: string | null;
  readonly onChange: (rows: readonly HeaderRow[]) => void;
}

/** The headers sent with every request to an agent: its key, above all. */
export function HeaderRows({ rows, moved, secrets, error, onChange }: HeaderRowsProps) {
  const { t } = useTranslation();
  const change = (row: HeaderRow) => onChange(rows.map((each) => (each.row === row.row ? row : each)));
  return (
    <FormLine label={t('sources.headers')} hint={t('sources.headersHint')} error={error}>
      <div className="headers">
        {rows.map((row, at) => (
          <Row
            key={row.row}
            row={row}
            at={at + 1}
            moved={moved}
            secrets={secrets}
            bad={error !== null}
            onChange={change}
            onRemove={() => onChange(rows.filter((each) => each.row !== row.row))}
          />
        ))}
        <div className="row">
          <Button icon="plus" size="small" onClick={() => onChange([...rows, newHeader(rows)])}>
            {t('sources.addHeader')}
          </Button>
        </div>
      </div>
    </FormLine>
  );
}

interface RowProps {
  readonly row: HeaderRow;
  /** Its place, for its name: 1 is the first. */
  readonly at: number;
  readonly moved: boolean;
  readonly secrets: SecretInputs;
  readonly bad: boolean;
  readonly onChange: (row: HeaderRow) => void;
  readonly onRemove: () => void;
}

function Row({ row, at, moved, secrets, bad, onChange, onRemove }: RowProps) {
  const { t } = useTranslation();
  return (
    <div className="header-row">
      <div className="field">
        <input
          className="field-text mono"
          aria-label={t('sources.headerName', { n: at })}
          aria-invalid={bad || undefined}
          placeholder={t('sources.headerExample')}
          value={row.name}
          autoCapitalize="off"
          spellCheck={false}
          onChange={(event) => onChange({ ...row, name: event.currentTarget.value })}
        />
      </div>
      <div className="header-value">
        <Value row={row} at={at} moved={moved} secrets={secrets} bad={bad} onChange={onChange} />
      </div>
      <Checkbox
        label={t('sources.secret')}
        checked={row.secret}
        onChange={(secret) => onChange({ ...row, secret, replacing: false })}
      />
      <IconButton icon="trash" label={t('sources.removeHeader', { n: at })} onClick={onRemove} />
    </div>
  );
}

function Value({ row, at, moved, secrets, bad, onChange }: Omit<RowProps, 'onRemove'>) {
  const { t } = useTranslation();
  const label = t('sources.headerValue', { n: at });
  if (!row.secret) {
    return (
      <div className="field grow">
        <input
          className="field-text mono"
          aria-label={label}
          aria-invalid={bad || undefined}
          value={row.value}
          autoCapitalize="off"
          spellCheck={false}
          onChange={(event) => onChange({ ...row, value: event.currentTarget.value })}
        />
      </div>
    );
  }
  if (isKept(row) && !moved && !row.replacing) {
    return (
      <>
        <KeptSecret>{t('sources.kept')}</KeptSecret>
        <Button
          className="btn-tall"
          aria-label={t('sources.replaceHeader', { n: at })}
          onClick={() => onChange({ ...row, replacing: true })}
        >
          {t('sources.replace')}
        </Button>
      </>
    );
  }
  return (
    <SecretInput
      label={label}
      field={headerField(row.row)}
      secrets={secrets}
      bad={bad}
      onType={() => onChange({ ...row })}
    />
  );
}
