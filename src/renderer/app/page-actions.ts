const DIALOGS = '[role="dialog"], [role="alertdialog"]';

/** What keys act on: the dialog that has the window, else the page. */
export function openDialog(): HTMLElement | null {
  return (
    [...document.querySelectorAll<HTMLElement>(DIALOGS)].findLast((dialog) => dialog.checkVisibility()) ??
    null
  );
}

/** Saves the form that has the focus, else the only one there is. False when nothing can be saved now. */
export function saveForm(): boolean {
  const forms = [...place().querySelectorAll('form')];
  const focused = forms.find((form) => form.contains(document.activeElement));
  const form = focused ?? (forms.length === 1 ? forms[0] : undefined);
  const button = form && submitOf(form);
  if (!button) return false;
  form.requestSubmit(button);
  return true;
}

/** Presses the primary button of the form that has the focus, else of the dialog or page. */
export function runPrimary(): boolean {
  const form = document.activeElement?.closest('form');
  const button = (form && primaryOf(form)) ?? primaryOf(place());
  button?.click();
  return button !== undefined && button !== null;
}

function place(): ParentNode {
  return openDialog() ?? document.querySelector('main') ?? document;
}

function submitOf(form: HTMLFormElement): HTMLButtonElement | undefined {
  const buttons = [...form.elements].filter((element) => element instanceof HTMLButtonElement);
  return buttons.find((button) => button.type === 'submit' && isUsable(button));
}

function primaryOf(within: ParentNode): HTMLButtonElement | undefined {
  return [...within.querySelectorAll<HTMLButtonElement>('button[data-primary]')].find(isUsable);
}

function isUsable(button: HTMLButtonElement): boolean {
  return !button.disabled && button.ariaDisabled !== 'true' && button.checkVisibility();
}
