const DIALOGS = '[role="dialog"], [role="alertdialog"]';

/** The dialog that has the window; a message (role alertdialog within its region) is none. */
function openDialog(): HTMLElement | null {
  const dialogs = [...document.querySelectorAll<HTMLElement>(DIALOGS)];
  return dialogs.findLast((one) => one.checkVisibility() && one.closest('[role="region"]') === null) ?? null;
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

/** What keys act on: the open dialog, else the page. */
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
