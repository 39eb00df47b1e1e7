/** A promise, and what fulfils it. */
export function openGate() {
  const gate = { open: (): void => undefined };
  const passed = new Promise<void>((resolve) => {
    gate.open = resolve;
  });
  return { passed, open: () => gate.open() };
}
