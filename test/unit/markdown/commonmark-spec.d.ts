declare module 'commonmark-spec' {
  interface SpecExample {
    readonly number: number;
    readonly section: string;
    readonly markdown: string;
    readonly html: string;
  }
  const spec: { readonly text: string; readonly tests: readonly SpecExample[] };
  export default spec;
}
