/** A look of words on a terminal, as Node's `styleText` calls it. */
export type Style = 'bold' | 'dim' | 'green' | 'red' | 'yellow';

/** Gives `text` its look, or leaves it as it is where nobody would see one. */
export type Paint = (style: Style, text: string) => string;
