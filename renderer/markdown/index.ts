export { type MarkdownLabels, useMarkdownLabels } from './labels.ts';
export { Markdown, type MarkdownProps } from './markdown.tsx';
