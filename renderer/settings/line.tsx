import { createContext, type ReactNode, useContext } from 'react';
import type { SettingId, SettingText } from './catalog.ts';

/** The words of the settings to draw now; one that is not in it has been filtered out by the search. */
export const Shown = createContext<ReadonlyMap<SettingId, SettingText>>(new Map());

interface LineProps {
  readonly id: SettingId;
  /** Gets the label, for controls that carry it themselves. */
  readonly children: (text: SettingText) => ReactNode;
}

/** One setting: its name, what one operates, and what it means. */
export function Line({ id, children }: LineProps) {
  const text = useContext(Shown).get(id);
  if (!text) return null;
  return (
    <div className="line">
      <h2 className="line-label">{text.label}</h2>
      <div className="line-body">
        {children(text)}
        {text.hint && <p className="hint">{text.hint}</p>}
      </div>
    </div>
  );
}
