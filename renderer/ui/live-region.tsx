/** Text that is read out when it changes and not seen. Keep it mounted: a region that appears is not announced. */
export function LiveRegion({ text, urgent = false }: { text: string; urgent?: boolean }) {
  return (
    <div className="vh" role={urgent ? 'alert' : 'status'}>
      {text}
    </div>
  );
}
