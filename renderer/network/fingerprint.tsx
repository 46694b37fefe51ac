import { Fragment } from 'react';

/** A fingerprint to compare: it breaks between its bytes and never inside one. */
export function Fingerprint({ value }: { value: string }) {
  return (
    <span className="mono fingerprint">
      {value.split(/(?<=:)/).map((byte, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the bytes never move.
        <Fragment key={at}>
          {byte}
          <wbr />
        </Fragment>
      ))}
    </span>
  );
}
