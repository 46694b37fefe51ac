import type { MouseEvent, ReactNode } from 'react';
import { linkAddress } from './address.ts';
import { useSurroundings } from './context.ts';
import { stripped } from './visible.ts';

interface LinkProps {
  readonly target: string;
  readonly title: string;
  /** Its text is the address itself, which is read from left to right in any surroundings. */
  readonly isAddress: boolean;
  readonly children: ReactNode;
}

/**
 * A link that leaves through `onLink`. Its tooltip begins with where it really goes, so that its text cannot lie about
 * it. What is not http, https or mailto stays text, its address in the tooltip.
 */
export function Link({ target, title, isAddress, children }: LinkProps) {
  const { onLink } = useSurroundings();
  const address = linkAddress(target);
  if (!address) {
    return (
      <span className="md-dead" title={tooltip(target, title)}>
        {children}
      </span>
    );
  }
  const follow = (event: MouseEvent) => {
    event.preventDefault();
    onLink(address.href);
  };
  return (
    <a
      className="md-link"
      dir={isAddress ? 'ltr' : undefined}
      href={address.href}
      title={tooltip(address.host, address.href, title)}
      onClick={follow}
      onAuxClick={(event) => event.preventDefault()}
    >
      {children}
    </a>
  );
}

function tooltip(...lines: readonly string[]): string {
  return lines
    .filter((line) => line !== '')
    .map((line) => stripped(line).slice(0, 300))
    .join('\n');
}
