import { type Session, session } from 'electron';

/**
 * What a PAC file says about an address: Chromium fetches the file and runs it, in a session of nothing but that file.
 * Electron takes the file for mandatory, so the answer is empty when it cannot be fetched or fails, and not `DIRECT`:
 * https://github.com/electron/electron/blob/main/shell/browser/api/electron_api_session.cc (`CreatePacScript`).
 */
export function createPacResolver(): (pac: string, url: string) => Promise<string> {
  const sessions = new Map<string, Promise<Session>>();

  async function open(pac: string): Promise<Session> {
    // Without `persist:` nothing of it is ever on disk.
    const own = session.fromPartition(`pac ${pac}`, { cache: false });
    await own.setProxy({ mode: 'pac_script', pacScript: pac });
    return own;
  }

  return async (pac, url) => {
    const known = sessions.get(pac) ?? open(pac);
    sessions.set(pac, known);
    return (await known).resolveProxy(url);
  };
}
