import { ActionError } from '@gatehouse/action-kit/errors';

/** A pin that is not written: `message` says what was found, `hint` what to do. */
export function refusePin(message: string, hint: string): ActionError<'PIN_REFUSED'> {
  return new ActionError({ code: 'PIN_REFUSED', message: `${message} Nothing was changed.`, hint });
}
