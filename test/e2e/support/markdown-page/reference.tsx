import ReactMarkdown from 'react-markdown';
import remarkGfm from 'remark-gfm';

/** What most chat windows do: the whole text through react-markdown again at every flush. */
export function Reference({ text }: { text: string }) {
  return (
    <div className="md">
      <ReactMarkdown remarkPlugins={[remarkGfm]}>{text}</ReactMarkdown>
    </div>
  );
}
